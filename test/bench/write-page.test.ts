import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { writeFigures } from './table.ts'
import { replaceBetweenMarks } from './write-page.ts'

const page = 'before\n\n<!-- bench: begin -->\n\nold\n\n<!-- bench: end -->\n\nafter\n'

describe('figures on the page', () => {
  it('take the place of what stands between their marks, and of nothing else', () => {
    const written = replaceBetweenMarks(page, 'bench', '\nnew\n')
    expect(written).toBe(page.replace('old', 'new'))
    expect(replaceBetweenMarks(written, 'bench', '\nnew\n')).toBe(written)
  })

  it('are refused where the page has no place for them', () => {
    expect(() => replaceBetweenMarks(page, 'growth', 'new')).toThrow('growth')
  })

  it('have their places in docs/performance.md', () => {
    const real = readFileSync(join(import.meta.dirname, '../../docs/performance.md'), 'utf8')
    for (const name of ['bench', 'growth']) {
      expect(replaceBetweenMarks(real, name, 'figures of today')).toContain('figures of today')
    }
  })

  it('say which goal was missed, and leave out what has none', () => {
    const lines = writeFigures([
      { figure: 'a', measured: '1', goal: 'under 2', met: true },
      { figure: 'b', measured: '3', goal: 'under 2', met: false },
      { figure: 'c', measured: '4', goal: '', met: true },
    ]).split('\n')
    expect(lines.slice(2)).toEqual([
      '| a | 1 | under 2 | yes |',
      '| b | 3 | under 2 | **no** |',
      '| c | 4 | beside |  |',
    ])
  })
})
