import type { Row } from './judge.ts'

export interface About {
  readonly seed: string
  readonly rounds: number
  readonly store: string | undefined
  readonly stopping: string | undefined
  readonly tookSeconds: number
}

const columns: readonly (readonly [title: string, of: (row: Row) => string | number])[] = [
  ['trouble', ({ trouble }) => trouble],
  ['rounds', ({ rounds }) => rounds],
  ['struck', ({ struck }) => struck],
  ['sent', ({ sent }) => sent],
  ['ack’d', ({ acknowledged }) => acknowledged],
  ['answered', ({ answered }) => answered],
  ['by another', ({ byAnother }) => byAnother],
  ['never', ({ neverAnswered }) => neverAnswered],
  ['uncertain', ({ uncertain }) => uncertain],
  ['twice', ({ twice }) => twice],
  ['unawares', ({ twiceUnawares }) => twiceUnawares],
  ['told an error', ({ errors }) => wordsOf(errors)],
  ['digests once', ({ digests }) => digests.once],
  ['twice', ({ digests }) => digests.twice],
  ['missing', ({ digests }) => digests.missing],
  ['uncertain', ({ digests }) => digests.uncertain],
]

/** A table that reads the same on a terminal and in Markdown. */
export function printTable(rows: readonly Row[], about: About): void {
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, of]) => `${of(row)}`))]
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0), 3))
  const print = (cells: readonly string[]) =>
    process.stdout.write(`| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |\n`)
  const { seed, rounds, store, stopping, tookSeconds } = about
  const places = [store, stopping && `stopped by ${stopping}`].filter(Boolean).join(', ')
  process.stdout.write(`Seed ${seed}, --rounds ${rounds}, ${tookSeconds} s. ${places}\n\n`)
  const [titles = [], ...rest] = lines
  print(titles)
  print(widths.map((width) => '-'.repeat(width)))
  for (const line of rest) print(line)
  process.stdout.write('\n')
}

function wordsOf(errors: Row['errors']): string {
  return (
    Object.entries(errors)
      .map(([code, count]) => `${count} ${code}`)
      .join(', ') || '0'
  )
}
