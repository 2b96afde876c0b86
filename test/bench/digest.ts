/**
 * Composing a digest over copies of many customers, one in twenty with something that ends, and rendering all of its
 * messages for Slack and for LINE WORKS. Milliseconds are the median of a few runs, in Japanese.
 */
import { addDays, type CalendarDate, type Instant } from '../../src/core/calendar.ts'
import type { Claim } from '../../src/core/claims.ts'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import { takeSnapshot } from '../../src/core/digest/snapshot.ts'
import type { CustomerCopy } from '../../src/core/directory.ts'
import type { Item } from '../../src/core/item.ts'
import { composeDigest } from '../../src/digests/compose/compose-digest.ts'
import { renderDigest as renderForWorks } from '../../src/lineworks/digest/render.ts'
import { renderDigest as renderForSlack } from '../../src/slack/digest/render.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { say, speak } from '../../src/text/speak.ts'
import { wallTimes } from '../../src/text/wall-time.ts'
import { copyOf } from '../helpers/customer-copy.ts'
import type { Figure } from './figure.ts'
import { inMs, median } from './statistics.ts'

const rule: DigestRule = {
  at: '09:00',
  zone: 'Asia/Tokyo',
  days: 30,
  locale: 'ja',
  contains: null,
  everyDay: false,
}
const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Pacific/Apia', 'Europe/Berlin', 'Asia/Seoul']
const today = '2026-11-20' as CalendarDate
const now = `${today}T00:00:00Z` as Instant
const runs = 9
const goalMs = 300
/** Twice as many take twice as long; the rest is for what else goes on in the machine. */
const mostGrowth = 2.5

/** Every twentieth is on a trial that ends within the window; a tenth of these have changed since the day before. */
function copiesOf(customers: number, isYesterday: boolean): Promise<CustomerCopy[]> {
  return Promise.all(
    Array.from({ length: customers }, (_, index) => {
      const isNewTrial = isYesterday && index % 200 === 0
      const trial = { productId: 'STD_T', plan: 'TRIAL', endsOn: addDays(today, 1 + ((index / 20) % 29)) }
      return copyOf({
        id: `${10_000_000 + index}`,
        customer: { companyName: `株式会社サンプル${index}`, timeZone: zones[index % zones.length] ?? null },
        subscriptions:
          index % 20 > 0
            ? [{ productId: 'STD', plan: 'MONTHLY', endsOn: addDays(today, index % 28) }]
            : isNewTrial
              ? []
              : [trial],
        options: [{ plan: 'MONTHLY', endsOn: addDays(today, index % 28) }],
        readAt: now,
      })
    }),
  )
}

export async function composeAndRender(customers: number) {
  const copies = await copiesOf(customers, false)
  const beforeAt = `${addDays(today, -1)}T00:00:00Z` as Instant
  const snapshot = takeSnapshot(await copiesOf(customers, true))
  const claims = Array.from(
    { length: customers / 200 },
    (_, index): Claim => ({
      item: `${10_000_000 + index * 200}/1/serviceTrial/${addDays(today, 1 + ((index * 10) % 29))}` as Item,
      owner: { platform: 'slack', workspace: 'T1', person: 'U1', name: '佐藤 美咲' },
      at: now,
    }),
  )
  const compose = () =>
    composeDigest({
      copies,
      clock: createBusinessClock(() => Date.parse(now)),
      times: wallTimes,
      rule,
      date: today,
      dueAt: now,
      now,
      base: { snapshot, at: beforeAt, date: addDays(today, -1) },
      claims,
      marks: [],
      lastPassAt: now,
      room: { platform: 'slack', workspace: 'T1', room: 'C1', isDirect: false },
    })

  const times: Record<'compose' | 'speak' | 'slack' | 'lineworks' | 'snapshot' | 'all', number>[] = []
  let lines = 0
  let messages = 0
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    const { parent, details, command } = compose()
    const composed = performance.now()
    const digest = {
      parent: speak(parent, rule),
      details: details && speak(details, rule),
      command,
    }
    const spoken = performance.now()
    messages = renderForSlack(digest, rule, say).length
    const inSlack = performance.now()
    renderForWorks(digest, rule, say)
    const inWorks = performance.now()
    takeSnapshot(copies)
    times.push({
      compose: composed - start,
      speak: spoken - composed,
      slack: inSlack - spoken,
      lineworks: inWorks - inSlack,
      all: inWorks - start,
      snapshot: performance.now() - inWorks,
    })
    lines = details?.sections.flatMap(({ facts }) => facts).length ?? 0
  }
  const medianOf = (of: keyof (typeof times)[number]) => median(times.map((time) => time[of]))
  return {
    customers,
    lines,
    messages,
    composeMs: medianOf('compose'),
    speakMs: medianOf('speak'),
    slackMs: medianOf('slack'),
    lineworksMs: medianOf('lineworks'),
    allMs: medianOf('all'),
    snapshotMs: medianOf('snapshot'),
    snapshotBytes: JSON.stringify(snapshot).length,
  }
}

export async function measureDigest(): Promise<Figure[]> {
  // The first of them also pays for what is done for the first time.
  await composeAndRender(1_000)
  const [half, whole] = [await composeAndRender(5_000), await composeAndRender(10_000)]
  const growth = whole.allMs / half.allMs
  return [
    {
      figure: `composing and rendering a digest of 10,000 customers, ${whole.lines} lines, for both platforms`,
      measured: `${inMs(whole.allMs)}; ${growth.toFixed(1)} times that of half as many`,
      goal: `under ${goalMs} ms, at most ${mostGrowth} times`,
      met: whole.allMs < goalMs && growth <= mostGrowth,
    },
  ]
}

if (import.meta.main) {
  for (const customers of [2_500, 5_000, 10_000, 20_000]) {
    process.stdout.write(`${JSON.stringify(await composeAndRender(customers))}\n`)
  }
}
