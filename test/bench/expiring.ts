/**
 * Composing and rendering `expiring` over copies of many customers, one in twenty with something that ends. The
 * median of a few runs, in Japanese and with all pages.
 */
import { expiring } from '../../src/commands/expiring/expiring.ts'
import { addDays, type CalendarDate, type Instant } from '../../src/core/calendar.ts'
import type { Reader } from '../../src/core/call.ts'
import type { Claim } from '../../src/core/claims.ts'
import type { Item } from '../../src/core/item.ts'
import { renderBlocks } from '../../src/slack/blocks/blocks.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { speak } from '../../src/text/speak.ts'
import { directoryOf } from '../helpers/customer-copy.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { typed } from '../helpers/transcript.ts'
import { type Figure, toldBeside } from './figure.ts'
import { inMs, median } from './statistics.ts'

const reader: Reader = { locale: 'ja', zone: 'Asia/Tokyo' }
const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Apia', 'Europe/Berlin', 'Asia/Seoul']
const today = '2026-11-21' as CalendarDate
const runs = 9
const unasked = () => Promise.reject(new Error('a list changes nothing'))

export async function answerExpiring(customers: number) {
  const directory = await directoryOf(
    Array.from({ length: customers }, (_, index) => ({
      id: `${10_000_000 + index}`,
      customer: { companyName: `株式会社サンプル${index}`, timeZone: zones[index % zones.length] ?? null },
      subscriptions: [
        index % 20 === 0
          ? { productId: 'STD_T', plan: 'TRIAL', endsOn: addDays(today, 1 + ((index / 20) % 29)) }
          : { productId: 'STD', plan: 'MONTHLY', endsOn: addDays(today, index % 28) },
      ],
      options: [{ plan: 'MONTHLY', endsOn: addDays(today, index % 28) }],
    })),
  )
  const held = Array.from({ length: customers / 200 }, (_, index): Claim => {
    const endsOn = addDays(today, 1 + ((index * 10) % 29))
    return {
      item: `${10_000_000 + index * 200}/1/serviceTrial/${endsOn}` as Item,
      owner: { platform: 'slack', workspace: 'T1', person: 'U1', name: '佐藤 美咲' },
      at: `${today}T00:00:00Z` as Instant,
    }
  })
  const asked = {
    call: typed('/expiring'),
    reader,
    partner: knownPartner({}),
    clock: createBusinessClock(() => Date.parse(`${today}T12:00:00Z`)),
    languages: undefined,
    marks: undefined,
    wrongAnswers: undefined,
    digests: undefined,
    // Every line has a button, and every tenth somebody who sees to it.
    claims: { all: async () => held, take: unasked, takeOver: unasked, release: unasked },
    directory: { ...directory, find: async () => ({ kind: 'none', nearest: [] }) as const },
    log: silentLog,
    commands: [],
  }
  const times: { compose: number; render: number }[] = []
  let lines = 0
  let pages = 0
  for (let run = 0; run < runs; run += 1) {
    const begunAt = performance.now()
    const card = await expiring.answer({}, asked)
    const composedAt = performance.now()
    const spoken = speak(card, reader)
    pages = renderBlocks(spoken).pages
    times.push({ compose: composedAt - begunAt, render: performance.now() - composedAt })
    lines = card.sections.flatMap(({ facts }) => facts).length
  }
  const medianOf = (of: 'compose' | 'render') => median(times.map((time) => time[of]))
  return { customers, lines, pages, composeMs: medianOf('compose'), renderMs: medianOf('render') }
}

export async function measureExpiring(): Promise<Figure[]> {
  const [half, whole] = [await answerExpiring(5_000), await answerExpiring(10_000)]
  const [halfMs, wholeMs] = [half, whole].map(({ composeMs, renderMs }) => composeMs + renderMs)
  return [
    toldBeside(
      `composing and rendering \`/expiring\` over 10,000 customers, ${whole.lines} lines`,
      `${inMs(wholeMs ?? 0)} (${inMs(halfMs ?? 0)} for half of them)`,
    ),
  ]
}

if (import.meta.main) {
  for (const customers of [2_500, 5_000, 10_000, 20_000, 40_000]) {
    process.stdout.write(`${JSON.stringify(await answerExpiring(customers))}\n`)
  }
}
