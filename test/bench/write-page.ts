import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const page = join(import.meta.dirname, '../../docs/performance.md')

/** Puts a text between two marks in `docs/performance.md`, in place of what is there. */
export function writeBetweenMarks(name: string, text: string): void {
  writeFileSync(page, replaceBetweenMarks(readFileSync(page, 'utf8'), name, text))
}

/** Throws where the page does not have the marks, which stand there as comments. */
export function replaceBetweenMarks(markdown: string, name: string, text: string): string {
  const [from, to] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`]
  const [start, end] = [markdown.indexOf(from), markdown.indexOf(to)]
  if (start < 0 || end < start) throw new Error(`docs/performance.md has no place for "${name}"`)
  return `${markdown.slice(0, start + from.length)}\n${text}\n${markdown.slice(end)}`
}
