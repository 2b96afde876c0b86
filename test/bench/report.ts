import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeMachine, tellMachine } from './machine.ts'
import { writeBetweenMarks } from './write-page.ts'

const output = join(import.meta.dirname, '../output')

export interface Report {
  /** That of the file, and of the marks on the page. */
  readonly name: 'bench' | 'growth'
  readonly command: string
  readonly tookMs: number
  /** What is kept as JSON. */
  readonly results: object
  /** The same as Markdown. */
  readonly markdown: string
}

/** Keeps what was measured in `test/output`, with when, where and by what; on the page as well if asked to. */
export function keepReport({ name, command, tookMs, results, markdown }: Report, isForPage: boolean): void {
  const machine = describeMachine()
  const at = new Date().toISOString()
  mkdirSync(output, { recursive: true })
  const seconds = Math.round(tookMs / 1000)
  const json = { at, command, seconds, machine, ...results }
  writeFileSync(join(output, `${name}.json`), `${JSON.stringify(json, null, 2)}\n`)
  if (!isForPage) return
  const where = `\`${command}\` on ${at.slice(0, 10)}, ${seconds} s: ${tellMachine(machine)}.`
  writeBetweenMarks(name, `\n${where}\n\n${markdown}\n`)
}
