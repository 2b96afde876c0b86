import { describe, expect, it } from 'vitest'
import { splitWords } from '../../src/core/command-words.ts'
import { domainIdOf, itemOf, parseItem } from '../../src/core/item.ts'
import { readArguments } from '../../src/core/read-arguments.ts'
import { processorMsOf } from '../helpers/processor-time.ts'

const takes = { item: 'required', over: 'optional' } as const
const read = (line: string) => readArguments(takes, splitWords(line), () => undefined)

describe('an item', () => {
  it.each([
    '10000001/5/serviceTrial/2026-11-30',
    '9223372036854775807/5/DRV/DRV01/optionEnds/-',
    '7/-/DRV/-/APPLY/scheduledTask/2026-11-30',
    '7//serviceTrial/-',
    '7/a b "c" “d”/serviceTrial/-',
    '7/ＡＢＣ ﾗ/serviceTrial/-',
    '7/\u200b\u202e\0\n/serviceTrial/-',
    '7/50%/serviceTrial/-',
    "7/<!channel> & 'x' `y`/serviceTrial/-",
    '7/\ud800/serviceTrial/-',
    '7/名前/serviceTrial/-',
    '7/a/b/c/d/e/f/g/serviceTrial/-',
  ])('of the key %j can be typed, and is that item again', (key) => {
    const item = itemOf({ key })
    if (!item) throw new Error('too long')
    expect(item).toMatch(/^[!-~]+$/)
    expect(splitWords(`claim ${item} over`)).toEqual(['claim', item, 'over'])
    expect(read(item)).toEqual({ item })
    expect(read(`${item} OVER`)).toEqual({ item, over: true })
    expect(domainIdOf(item)).toBe(key.split('/')[0])
  })

  it('tells ids apart that a command line would fold into one', () => {
    const keys = ['7/A/k/-', '7/Ａ/k/-', '7/a/k/-', '7/A /k/-', '7/%41/k/-']
    expect(new Set(keys.map((key) => itemOf({ key }))).size).toBe(keys.length)
  })

  it('has room in the buttons of every platform, or there is none', () => {
    const longest = itemOf({ key: `7/${'x'.repeat(896)}/-` })
    expect(longest).toHaveLength(900)
    expect(itemOf({ key: `7/${'x'.repeat(897)}/-` })).toBeUndefined()
    expect(itemOf({ key: `7/${'名'.repeat(100)}/-` })).toBeUndefined()
    expect(`desk:open:1:claim ${longest} over`.length).toBeLessThan(1_000)
  })
})

describe('what is no item', () => {
  it.each([
    'soon',
    '10000001',
    '10000001/5',
    '10000001/5/serviceTrial',
    '01/5/serviceTrial/-',
    'x/5/serviceTrial/-',
    '99999999999999999999/5/serviceTrial/-',
    '7/<!channel>/serviceTrial/-',
    '7/%/serviceTrial/-',
    '7/%zz/serviceTrial/-',
    '7/名/serviceTrial/-',
    `7/${'x'.repeat(900)}/serviceTrial/-`,
  ])('%s is told as such', (text) => {
    expect(parseItem(text)).toBeUndefined()
    expect(read(text)).toEqual({ problem: 'notItem', text })
  })

  it('nothing is asked for, and more than an item is too much', () => {
    expect(read('')).toEqual({ problem: 'missingItem', text: '' })
    expect(read('7/5/k/- please')).toEqual({ problem: 'tooManyWords', text: 'please' })
    expect(read('7/5/k/- over it')).toEqual({ problem: 'tooManyWords', text: 'it' })
    const release = readArguments({ item: 'required' }, ['7/5/k/-', 'over'], () => undefined)
    expect(release).toEqual({ problem: 'tooManyWords', text: 'over' })
  })

  it('a line of a thousand slashes is read at once', () => {
    const line = `7${'/'.repeat(800)}"`
    expect(parseItem(line)).toBeUndefined()
    expect(processorMsOf(() => parseItem(line))).toBeLessThan(100)
  })
})
