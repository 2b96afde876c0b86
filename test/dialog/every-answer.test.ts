import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/desk.ts'
import type { Card } from '../../src/core/card.ts'
import { locales } from '../../src/core/locale.ts'
import { intents } from '../../src/core/question/intent.ts'
import { wrongAction } from '../../src/questions/wrong-action.ts'
import { awkwardCustomers } from '../../src/sandbox/world/awkward.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { formatText } from '../../src/text/format-text.ts'
import { say, speak } from '../../src/text/speak.ts'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { type SandboxDesk, startSandboxDesk } from '../helpers/sandbox-desk.ts'

let desk: SandboxDesk
beforeAll(async () => {
  desk = await startSandboxDesk({ customers: 40, hasStore: true })
})
afterAll(() => desk.close())

const customers = ['10000001', ...awkwardCustomers.map(({ domainId }) => String(domainId))]
const aboutCustomers = commands.map(({ spec }) => spec).filter(({ takes }) => takes.customer)

/** Everything that can be asked of one customer, with an option where one is wanted. */
function linesAbout(id: string): string[] {
  const commandLines = aboutCustomers.flatMap(({ name, takes }) => [
    ...(takes.option === 'required' ? [] : [`/${name} ${id}`]),
    ...(takes.option ? [`/${name} ${id} DRV`, `/${name} ${id} SSTG2`] : []),
  ])
  return [...commandLines, ...questionsAbout(id)]
}

/** What a question comes to: one matter, all of them, of options, and of two customers. */
function questionsAbout(id: string): string[] {
  const all = intents.join(',')
  return [
    ...intents.map((intent) => `about ${id} ${intent}`),
    ...[`about ${id} ${all}`, `about ${id} ${all} DRV,SSTG2,ACV2`, `about 10000001,${id} ${all}`],
  ]
}

const others = [
  '/help',
  ...commands.map(({ spec }) => `/help ${spec.name}`),
  '/customer',
  '/customer <!channel> & *bold* _x_ `y` :smile:',
  `/customer ${'名'.repeat(5_000)}`,
  '/renewal 10000001',
  '/renewal 10000001 <m userId="all">',
  '/scheduled 10000001 💥'.repeat(300),
  'about 10000001 <!channel>',
  wrongAction('<!channel> いつまで？', 'about 10000001 trial').command,
  '/<!channel>',
  `/${'x'.repeat(5_000)}`,
  '/customer 99999998',
]

/** Each page of a card as Slack gets it, held against Slack's rules. */
function checkEveryPage(card: Card): void {
  for (const locale of locales) {
    const reader = { locale, zone: 'Asia/Tokyo' }
    const spoken = speak(card, reader)
    const words = {
      next: say('action.next', reader),
      previous: say('action.previous', reader),
      page: (page: number, pages: number) => say('note.page', reader, { page, pages }),
    }
    let pages = 1
    for (let page = 1; page <= pages; page += 1) {
      const message = renderBlocks(spoken, { page, paging: { command: 'options 1', words } })
      pages = message.pages
      assertValidMessage(message)
      const shown = JSON.stringify(message)
      expect(shown).not.toMatch(/undefined|\[object|\bNaN\b|<!channel>|<m userId/)
      expect(shown).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u)
    }
    expect(formatText(spoken)).not.toMatch(/undefined|\[object|\bNaN\b/)
  }
}

describe('every answer, on every page, in every language, is one that Slack takes', () => {
  it.each(customers)('about customer %s', async (id) => {
    for (const line of linesAbout(id)) {
      const card = await desk.answer(line)
      expect(`${line}: ${card.kind}`).toBe(`${line}: answer`)
      checkEveryPage(card)
    }
  })

  it.each(others.map((line) => [line.slice(0, 40), line]))('%s', async (_start, line) => {
    checkEveryPage(await desk.answer(line, undefined, { platform: 'slack' }))
  })

  it('however many options a customer holds, each is on a page', async () => {
    const card = await desk.answer('/options 10000009')
    const spoken = speak(card, { locale: 'en', zone: 'Asia/Tokyo' })
    expect(spoken.sections.length).toBeGreaterThan(60)
    const { pages } = renderBlocks(spoken)
    const all = Array.from({ length: pages }, (_, index) =>
      JSON.stringify(renderBlocks(spoken, { page: index + 1 }).blocks),
    )
    for (const { title } of spoken.sections) expect(all.some((page) => page.includes(title))).toBe(true)
  })
})
