import type { Log } from '../../src/core/ports.ts'
import { recordLog } from '../helpers/log-record.ts'

export interface CollectedLog extends Log {
  readonly lines: readonly LogLine[]
}

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

export function createCollectedLog(): CollectedLog {
  const lines: LogLine[] = []
  const at = (level: LogLine['level']) => (fields: object, message: string) => {
    lines.push({ level, fields: { ...fields }, message })
    recordLog(fields, message)
  }
  return { lines, info: at('info'), warn: at('warn'), error: at('error') }
}
