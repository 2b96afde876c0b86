import { describe, expect, it } from 'vitest'
import { splitWords } from '../../src/core/command-words.ts'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import { digestLine, readDigest } from '../../src/core/digest-arguments.ts'

const read = (line: string) => readDigest(splitWords(line))

const usual = {
  kind: 'daily',
  at: '09:00',
  zone: undefined,
  days: 30,
  locale: undefined,
  contains: null,
  everyDay: false,
}

describe('a digest that is set', () => {
  it.each<[string, object]>([
    ['daily 09:00', {}],
    ['daily 9:00', {}],
    ['DAILY 09:00', {}],
    ['ｄａｉｌｙ　９：００', {}],
    ['daily 0:05', { at: '00:05' }],
    ['daily 23:59', { at: '23:59' }],
    ['daily 9:00 Asia/Seoul', { zone: 'Asia/Seoul' }],
    ['daily 9:00 asia/seoul', { zone: 'asia/seoul' }],
    ['daily 9:00 UTC', { zone: 'UTC' }],
    ['daily 9:00 utc', { zone: 'utc' }],
    ['daily 9:00 America/Port-au-Prince', { zone: 'America/Port-au-Prince' }],
    ['daily 9:00 America/Argentina/Buenos_Aires', { zone: 'America/Argentina/Buenos_Aires' }],
    ['daily 9:00 within 7', { days: 7 }],
    ['daily 9:00 within 1 day', { days: 1 }],
    ['daily 9:00 within ３６５ days', { days: 365 }],
    ['daily 9:00 in ja', { locale: 'ja' }],
    ['daily 9:00 in zh_TW', { locale: 'zh-TW' }],
    ['daily 9:00 every day', { everyDay: true }],
    ['daily 9:00 EVERY Day', { everyDay: true }],
    ['daily 9:00 for osaka', { contains: 'osaka' }],
    ['daily 9:00 for team osaka', { contains: 'team osaka' }],
    ['daily 9:00 for "team osaka"', { contains: 'team osaka' }],
    ['daily 9:00 for 「大阪 チーム」', { contains: '大阪 チーム' }],
    [
      'daily 9:00 Asia/Tokyo within 14 in ko every day for osaka',
      { zone: 'Asia/Tokyo', days: 14, locale: 'ko', everyDay: true, contains: 'osaka' },
    ],
    [
      'daily 9:00 for osaka every day in ko within 14',
      { days: 14, locale: 'ko', everyDay: true, contains: 'osaka' },
    ],
    [
      'daily 9:00 for "team osaka" Asia/Tokyo in ko',
      { zone: 'Asia/Tokyo', locale: 'ko', contains: 'team osaka' },
    ],
    ['daily 9:00 every day for customers in Osaka', { everyDay: true, contains: 'customers in Osaka' }],
    ['daily 9:00 for within reach within 7', { days: 7, contains: 'within reach' }],
    ['daily 9:00 for every customer', { contains: 'every customer' }],
    ['daily 9:00 for "every day" every day', { everyDay: true, contains: 'every day' }],
    ['daily 9:00 for in', { contains: 'in' }],
    [`daily 9:00 for ${'名'.repeat(100)}`, { contains: '名'.repeat(100) }],
    ['daily 9:00 for a\0b', { contains: 'ab' }],
  ])('%j', (line, expected) => {
    expect(read(line)).toEqual({ ...usual, ...expected })
  })
})

describe('what is not understood', () => {
  it.each([
    ['daily', 'missingTime', ''],
    ['daily 24:00', 'notTime', '24:00'],
    ['daily 9:60', 'notTime', '9:60'],
    ['daily 9:0', 'notTime', '9:0'],
    ['daily 9', 'notTime', '9'],
    ['daily 9am', 'notTime', '9am'],
    ['daily Asia/Tokyo 9:00', 'notTime', 'Asia/Tokyo'],
    ['daily 9:00 +09:00', 'notZone', '+09:00'],
    ['daily 9:00 30', 'notZone', '30'],
    ['daily 9:00 CST', 'notZone', 'CST'],
    ['daily 9:00 bst', 'notZone', 'bst'],
    ['daily 9:00 IST', 'notZone', 'IST'],
    ['daily 9:00 EST', 'notZone', 'EST'],
    ['daily 9:00 Japan', 'notZone', 'Japan'],
    ['daily 9:00 Etc/GMT+9', 'notZone', 'Etc/GMT+9'],
    ['daily 9:00 Asia/', 'notZone', 'Asia/'],
    ['daily 9:00 <!channel>', 'notZone', '<!channel>'],
    ['daily 9:00 within', 'notWindow', 'within'],
    ['daily 9:00 within 0', 'notWindow', '0'],
    ['daily 9:00 within 366', 'notWindow', '366'],
    ['daily 9:00 within a month', 'notWindow', 'a'],
    ['daily 9:00 in', 'notLanguage', 'in'],
    ['daily 9:00 in fr', 'notLanguage', 'fr'],
    ['daily 9:00 every', 'tooManyWords', 'every'],
    ['daily 9:00 every monday', 'tooManyWords', 'every'],
    ['daily 9:00 for', 'missingText', ''],
    ['daily 9:00 for ""', 'missingText', ''],
    [`daily 9:00 for ${'名'.repeat(101)}`, 'longText', `${'名'.repeat(20)}…`],
    ['daily 9:00 in ja in ko', 'tooManyWords', 'in ko'],
    ['daily 9:00 within 7 within 7', 'tooManyWords', 'within 7'],
    ['daily 9:00 every day every day', 'tooManyWords', 'every day'],
    ['daily 9:00 Asia/Tokyo UTC', 'tooManyWords', 'UTC'],
    ['weekly 9:00', 'notDigest', 'weekly'],
    ['9:00', 'notDigest', '9:00'],
    ['off now', 'tooManyWords', 'now'],
    ['status please', 'tooManyWords', 'please'],
  ])('%j: %s', (line, problem, text) => {
    expect(read(line)).toEqual({ problem, text })
  })

  it('is found at once in thousands of words', () => {
    const words = Array.from({ length: 20_000 }, () => 'x')
    expect(readDigest(['daily', '9:00', 'for', ...words])).toMatchObject({ problem: 'longText' })
    expect(readDigest(['daily', '9:00', ...words])).toMatchObject({ problem: 'notZone' })
  })
})

describe('the other wishes', () => {
  it.each([
    ['', 'status'],
    ['status', 'status'],
    ['off', 'off'],
    ['NOW', 'now'],
    ['form', 'form'],
    ['stop', 'stop'],
  ])('%j is %s', (line, kind) => {
    expect(read(line)).toEqual({ kind })
  })
})

describe('the line that sets a rule', () => {
  const rule: DigestRule = {
    at: '09:00',
    zone: 'Asia/Tokyo',
    days: 30,
    locale: 'zh-TW',
    contains: null,
    everyDay: false,
  }

  it.each<Partial<DigestRule>>([
    {},
    { everyDay: true },
    { contains: 'osaka' },
    { contains: 'every day' },
    { contains: 'in', everyDay: true },
    { contains: 'team osaka in ja', days: 1, at: '23:59', zone: 'America/New_York' },
    { contains: '名'.repeat(100) },
  ])('%j is read as it was meant', (part) => {
    const line = digestLine({ ...rule, ...part })
    expect(readDigest(splitWords(line).slice(1))).toEqual({ kind: 'daily', ...rule, ...part })
  })

  it('leaves out what would end a text, and a text of nothing else', () => {
    expect(digestLine({ ...rule, contains: 'the "A" team' })).toMatch(/ for "the A team"$/)
    expect(digestLine({ ...rule, contains: '""' })).toBe('digest daily 09:00 Asia/Tokyo within 30 in zh-TW')
  })
})
