import { describe, expect, it } from 'vitest'
import { optionIds } from '../../../src/core/option.ts'
import { aboutLine, readAbout } from '../../../src/core/question/about.ts'

const read = (text: string) => readAbout(text.split(' '))
const codes = (count: number) => Array.from({ length: count }, (_, at) => `A${at}`).join(',')

describe('what a line asks', () => {
  it.each([
    '7 -',
    '7 trial',
    '7,8,9 plan,trial',
    '7 - DRV',
    `7 renewal ${optionIds.join(',')}`,
    `7 renewal ${codes(optionIds.length)}`,
  ])('%s comes back', (text) => {
    const about = read(text)
    expect(about && aboutLine(about)).toBe(`about ${text}`)
  })

  it('is taken once', () => {
    const about = read('7,8,7 trial,plan,trial DRV,DRV,SSTG2')
    expect(about && aboutLine(about)).toBe('about 7,8 trial,plan DRV,SSTG2')
    expect(about).toEqual({ customers: ['7', '8'], intents: ['trial', 'plan'], options: ['DRV', 'SSTG2'] })
    expect(read(`7 renewal ${Array.from({ length: 900 }, () => 'DRV').join(',')}`)?.options).toEqual(['DRV'])
  })

  it.each([
    '',
    '7,8,9,10 trial',
    '07 trial',
    '7 weather',
    '7 - drv',
    `7 renewal ${codes(optionIds.length + 1)}`,
  ])('%s is no question', (text) => {
    expect(read(text)).toBeUndefined()
  })

  it('is never more than can be read again', () => {
    const about = read('7 renewal DRV')
    if (!about) throw new Error('unreachable')
    const options = codes(1900).split(',') as unknown as typeof about.options
    const line = aboutLine({ ...about, customers: [...about.customers, ...about.customers], options })
    expect(read(line.slice('about '.length))?.options).toHaveLength(optionIds.length)
    expect(line).toMatch(/^about 7 renewal /)
  })
})
