import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/desk.ts'
import type { Card } from '../../src/core/card.ts'
import { locales } from '../../src/core/locale.ts'
import { intents } from '../../src/core/question/intent.ts'
import { renderContent } from '../../src/lineworks/render.ts'
import { wrongAction } from '../../src/questions/wrong-action.ts'
import { awkwardCustomers } from '../../src/sandbox/world/awkward.ts'
import { say, speak } from '../../src/text/speak.ts'
import { type SandboxDesk, startSandboxDesk } from '../helpers/sandbox-desk.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { textsOf } from './spoken-cards.ts'

let desk: SandboxDesk
beforeAll(async () => {
  desk = await startSandboxDesk({ customers: 40, hasStore: true })
})
afterAll(() => desk.close())

/** Everything that can be asked of one customer, with an option where one is wanted. */
function linesAbout(id: string): string[] {
  const all = intents.join(',')
  return [
    ...commands
      .filter(({ spec }) => spec.takes.customer)
      .map(({ spec }) => `/${spec.name} ${id}${spec.takes.option === 'required' ? ' DRV' : ''}`),
    ...[`/about ${id} trial,options`, `/about ${id} ${all} DRV,SSTG2`, `/about 10000001,${id} ${all}`],
  ]
}

const lines = [
  ...['10000001', ...awkwardCustomers.map(({ domainId }) => String(domainId))].flatMap(linesAbout),
  '/help',
  '/language',
  '/expiring 365',
  '/renewal 10000001 <m userId="all">',
  `/customer ${'名'.repeat(5_000)}`,
  '/customer 99999998',
  `/${wrongAction('いつまで？', 'about 10000001 trial').command}`,
]

/** Each page of a card held against the rules of LINE WORKS, and what all of them show. */
function renderEveryPage(card: Card, command: string): void {
  for (const locale of locales) {
    const reader = { locale, zone: 'Asia/Tokyo' }
    const spoken = speak(card, reader)
    const words = {
      next: say('action.next', reader),
      previous: say('action.previous', reader),
      page: (page: number, pages: number) => say('note.page', reader, { page, pages }),
    }
    const spokenInAll = new Map(locales.map((other) => [other, speak(card, { ...reader, locale: other })]))
    const shown: string[] = []
    let pages = 1
    for (let page = 1; page <= pages; page += 1) {
      const rendered = renderContent(spoken, { page, command, words, spokenInAll })
      pages = rendered.pages
      for (const content of [...(rendered.flex ? [rendered.flex] : []), ...rendered.text]) {
        expect(refereeContent(content)).toEqual([])
      }
      expect(JSON.stringify(rendered)).not.toMatch(/undefined|\[object|\bNaN\b/)
      shown.push(...textsOf(rendered.flex))
    }
    const titles = spoken.sections.map(({ title }) => title.replaceAll('<m', '‹m'))
    expect(shown.filter((text) => titles.includes(text))).toEqual(expect.arrayContaining(titles))
  }
}

describe('every answer, on every page, in every language, is one that LINE WORKS takes', () => {
  it.each(lines.map((line) => [line.slice(0, 40), line]))('%s', async (_start, line) => {
    renderEveryPage(await desk.answer(line), line.slice(1))
  })
})
