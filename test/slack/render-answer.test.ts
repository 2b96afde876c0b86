import { describe, expect, it } from 'vitest'
import type { Reader } from '../../src/core/call.ts'
import { type Card, card } from '../../src/core/card.ts'
import { data } from '../../src/core/phrase.ts'
import { createRenderAnswer, type Wanted } from '../../src/slack/blocks/render-answer.ts'

const reader: Reader = { locale: 'en', zone: 'UTC' }

/** Renders, and counts how often words were looked for. */
function start() {
  let now = 1_000_000
  let spoken = 0
  const render = createRenderAnswer(
    {
      say: (key) => key,
      speak: ({ kind }, { locale }) => {
        spoken += 1
        return { kind, locale, title: `No. ${spoken}`, facts: [], sections: [], actions: [], notes: [] }
      },
      isShareable: (command) => !command.startsWith('contact'),
    },
    () => now,
  )
  return {
    pass: (ms: number) => {
      now += ms
    },
    title: (command: string, kind: Card['kind'] = 'answer', page = 1) =>
      render({ card: card({ title: data('Title'), kind }), reader, command, page, isShared: false }).text,
    titleOf: (given: Card, to: Partial<Wanted>) =>
      render({ card: given, reader, command: 'options 1', page: 1, isShared: false, ...to }).text,
  }
}

describe('a rendered answer', () => {
  it('is kept for a minute, which asking for it does not make longer', () => {
    const { title, pass } = start()
    expect(title('options 1')).toBe('No. 1')
    pass(59_000)
    expect(title('options 1')).toBe('No. 1')
    pass(2_000)
    expect(title('options 1')).toBe('No. 2')
  })

  it('is kept for what was asked and nothing else', () => {
    const { title } = start()
    expect([title('options 1'), title('options 2'), title('options 1', 'answer', 2)]).toEqual([
      'No. 1',
      'No. 2',
      'No. 3',
    ])
  })

  it('is kept for one reader, also where the card is the very same', () => {
    const { titleOf } = start()
    const same = card({ title: data('Title') })
    const wishes: Partial<Wanted>[] = [
      {},
      { reader: { locale: 'ja', zone: 'UTC' } },
      { reader: { locale: 'en', zone: 'Asia/Tokyo' } },
      { isShared: true },
    ]
    const titles = ['No. 1', 'No. 2', 'No. 3', 'No. 4']
    expect(wishes.map((wish) => titleOf(same, wish))).toEqual(titles)
    expect(wishes.map((wish) => titleOf(same, wish))).toEqual(titles)
  })

  it.each([
    ['no room may read', 'contact 1', 'answer'],
    ['says that something failed', 'options 1', 'error'],
    ['says how to ask', 'options', 'usage'],
  ] as const)('that %s is not kept', (_which, command, kind) => {
    const { title } = start()
    expect([title(command, kind), title(command, kind)]).toEqual(['No. 1', 'No. 2'])
  })
})
