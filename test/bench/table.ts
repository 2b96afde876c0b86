import type { Figure } from './figure.ts'

/** Aligned, for a terminal. */
export function printFigures(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ figure }) => figure.length))
  const lines = figures.map(({ figure, measured, goal, met }) => {
    const mark = goal === '' ? ' ' : met ? '✓' : '✗'
    return `${mark} ${plainly(figure).padEnd(width)}  ${measured}${goal && `  (${goal})`}`
  })
  return `${lines.join('\n')}\n`
}

/** For a page. */
export function writeFigures(figures: readonly Figure[]): string {
  const rows = figures.map(({ figure, measured, goal, met }) => [
    figure,
    measured,
    goal || 'beside',
    goal === '' ? '' : met ? 'yes' : '**no**',
  ])
  return writeTable(['figure', 'measured', 'goal', 'met'], rows)
}

/** A table in Markdown. */
export function writeTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, head.map(() => '---'), ...rows]
  return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function plainly(markdown: string): string {
  return markdown.replaceAll('`', '')
}
