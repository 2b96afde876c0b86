import { describe, expect, it } from 'vitest'
import { readPostback, toAction } from '../../src/lineworks/buttons.ts'

describe('a button', () => {
  it.each([
    { kind: 'open', page: 1, command: 'options 10000001' },
    { kind: 'refresh', page: 12, command: 'expiring all 30' },
    { kind: 'page', page: 9999, command: 'customer "a: b"\n<m userId="all">' },
    { kind: 'page', page: 2, command: 'about 10000001 trial', locale: 'ko' },
    { kind: 'refresh', page: 1, command: 'about 10000001 trial', locale: 'zh-TW' },
  ] as const)('$kind brings back what it asks for', (press) => {
    expect(readPostback(toAction(press, 'Label')?.postback)).toEqual(press)
  })

  it('says the command as a person would type it', () => {
    expect(toAction({ kind: 'open', page: 1, command: 'options 1' }, 'Options')?.text).toBe('/options 1')
  })

  it.each(['about 10000001 trial,plan DRV', `wrong ${'x'.repeat(800)}`])(
    'says its label, however long, where nobody would type its command: %s',
    (command) => {
      const label = '株式会社ぜんぶのせロジスティクスホールディングス'
      expect(toAction({ kind: 'open', page: 1, command }, label)).toMatchObject({ text: label })
    },
  )

  it.each([
    [299, `/${'x'.repeat(299)}`],
    [300, 'Label'],
  ])('says a command of %i characters only where it fits', (length, text) => {
    expect(toAction({ kind: 'open', page: 1, command: 'x'.repeat(length) }, 'Label')?.text).toBe(text)
  })

  it.each([
    ['too long to come back whole', 'x'.repeat(989)],
    ['blank', ' '],
  ])('is none for a command that is %s', (_why, command) => {
    expect(toAction({ kind: 'open', page: 1, command }, 'Label')).toBeUndefined()
  })

  it('takes the longest command that comes back whole', () => {
    expect(toAction({ kind: 'open', page: 1, command: 'x'.repeat(988) }, 'Label')?.postback).toHaveLength(
      1000,
    )
  })

  it('has a label of twenty characters', () => {
    const label = toAction(
      { kind: 'open', page: 1, command: 'help' },
      '株式会社ぜんぶのせロジスティクスホールディングス',
    )?.label
    expect(label).toBe('株式会社ぜんぶのせロジスティクスホール…')
  })

  it.each([
    undefined,
    '',
    'help',
    'desk:open:1:',
    'desk:open:1: ',
    'desk:dance:1:help',
    'desk:share:1:help',
    'desk:page:two:help',
    'desk:page:10000:help',
    'desk:page_:1:help',
    'desk:page_zh-TW:1:help',
    'xdesk:open:1:help',
  ])('is not read from %j', (data) => {
    expect(readPostback(data)).toBeUndefined()
  })
})
