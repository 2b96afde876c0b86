import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Log } from '../../src/core/ports.ts'
import { describeError } from '../../src/log.ts'
import { findLeaks } from './find-leaks.ts'

/** The folder of a run; set before its workers start, and theirs by inheritance. */
const folderName = 'LOG_RECORD_DIR'

/** From here on everything that the desk logs anywhere in the tests is kept, until `endLogRecord`. */
export function beginLogRecord(): void {
  process.env[folderName] = mkdtempSync(join(tmpdir(), 'partner-desk-logs-'))
}

/** Throws with every line of the record that holds what no log may hold. */
export function endLogRecord(): void {
  const folder = process.env[folderName]
  if (!folder) return
  delete process.env[folderName]
  const read = (kind: string) =>
    readdirSync(folder)
      .filter((file) => file.endsWith(kind))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n').filter(Boolean))
  const [lines, secrets] = [read('.log'), read('.secrets')]
  rmSync(folder, { recursive: true })
  const leaks = findLeaks(lines, new Set(secrets.map((text) => String(JSON.parse(text)))))
  if (leaks.length > 0) throw new Error(`The logs hold what they must not:\n${leaks.join('\n')}`)
}

/** Keeps what was logged, as it would have been written. */
export function recordLog(fields: object, message: string): void {
  keep('log', () => ({ ...fields, ...('err' in fields ? { err: describeError(fields.err) } : {}), message }))
}

/** A log that is kept, and read by nobody before the end. */
export const recordedLog: Log = { info: recordLog, warn: recordLog, error: recordLog }

/** Keeps what a process of ours printed: its log on standard output, and all of its standard error. */
export function recordProcess(output: string, errors: string): void {
  for (const line of output.split('\n').filter((text) => /^\{"level":/.test(text))) keep('log', () => line)
  for (const line of errors.split('\n').filter(Boolean)) keep('log', () => line)
}

/** Names what must not be found anywhere. */
export function recordSecrets(secrets: readonly (string | undefined)[]): void {
  for (const secret of secrets) if (secret) keep('secrets', () => secret)
}

/** Those among the settings of a desk. */
export function secretsOf(environment: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value && /(?:SECRET|_KEY|_TOKEN)$/.test(name) ? [value] : [],
  )
}

/** A line each, so that several processes can write at a time. */
function keep(kind: 'log' | 'secrets', what: () => unknown): void {
  const folder = process.env[folderName]
  if (folder) appendFileSync(join(folder, `${process.pid}.${kind}`), `${JSON.stringify(what())}\n`)
}
