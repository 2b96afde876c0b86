import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import type { CalendarDate, Instant } from '../../src/core/calendar.ts'
import type { Call } from '../../src/core/call.ts'
import type { DomainId } from '../../src/core/customer.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import type { Mark, Marks } from '../../src/core/marks.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { formatText } from '../../src/text/format-text.ts'
import { speak } from '../../src/text/speak.ts'
import { directoryOf } from '../helpers/customer-copy.ts'
import { knownDigests } from '../helpers/known-digests.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { typed } from '../helpers/transcript.ts'

const key = '10000001/5/serviceTrial/2026-11-30'

const said = [
  'digest',
  'digest daily',
  'digest daily 25:00',
  'digest daily 9:00 Mars/Phobos',
  'digest daily 9:00 within 0',
  'digest daily 9:00 in fr',
  'digest daily 9:00 asia/tokyo within 14 for "team a" every day',
  'digest',
  'digest form',
  'digest stop',
  'digest off',
  'digest off',
  'digest now',
  `item ${key}`,
  `snooze ${key} 2026-11-25`,
  `snooze ${key} yesterday`,
  `done ${key}`,
  'expiring',
  `reopen ${key}`,
]

/** Marks as long as the test runs. */
function rememberMarks(): Marks {
  const kept = new Map<string, Mark>()
  return {
    async set(item, as, by) {
      const mark: Mark = { item, as, by, at: '2026-11-21T03:00:00Z' as Instant }
      kept.set(item, mark)
      return mark
    },
    clear: async (item) => void kept.delete(item),
    all: async () => [...kept.values()],
  }
}

/** A person and the desk, in turn: `>` the line, then what is answered, with the buttons under it. */
async function converse(locale: Locale, who: Partial<Call>): Promise<string> {
  const { digests, announced, state } = knownDigests()
  const copies = await directoryOf([
    {
      id: '10000001',
      customer: { companyName: 'Acme', timeZone: 'Asia/Tokyo' },
      subscriptions: [
        {
          subscriptionId: '5',
          productId: 'STD_T',
          plan: 'TRIAL',
          status: 'ACTIVE',
          endsOn: '2026-11-30' as CalendarDate,
        },
      ],
    },
  ])
  const desk = createDesk({
    partner: knownPartner({}),
    clock: createBusinessClock(() => Date.parse('2026-11-21T03:00:00Z')),
    directory: { ...copies, find: async (id) => ({ kind: 'one', domainId: id as DomainId }) },
    claims: {
      take: (item, owner) => Promise.resolve({ item, owner, at: '2026-11-21T03:00:00Z' as Instant }),
      takeOver: (item, owner) => Promise.resolve({ item, owner, at: '2026-11-21T03:00:00Z' as Instant }),
      release: async () => {},
      all: async () => [],
    },
    marks: rememberMarks(),
    digests,
    findOption: () => undefined,
    log: silentLog,
  })
  const reader = { locale, zone: 'Asia/Tokyo' }
  const turn = async (line: string) => {
    const spoken = speak(await desk.answer(typed(line, who), reader), reader)
    const buttons = spoken.actions.map(({ label, command }) => `[${label}: ${command}]`)
    const words = formatText({ ...spoken, actions: [] }).trimEnd()
    const told = announced.splice(0).map(({ text }) => `! ${text}`)
    return [`> ${line}`, words, ...buttons, ...told].join('\n')
  }
  const turns: string[] = []
  for (const line of said) turns.push(await turn(line))

  for (const admission of ['notMember', 'external', 'noHistory', 'unknown'] as const) {
    state.admission = admission
    turns.push(await turn('digest daily 9:00'))
  }
  return `${turns.join('\n\n')}\n`
}

/** Read by a speaker of the language whenever it changes. */
describe('the digest of a room, talked about in every language', () => {
  const misaki = { platform: 'slack', room: 'C1', person: 'U1', personName: 'Misaki' } as const

  it.each(locales)('%s', async (locale) => {
    const file = join(import.meta.dirname, `transcripts/digest-${locale}.txt`)
    await expect(await converse(locale, misaki)).toMatchFileSnapshot(file)
  })

  it.each(locales)('%s in a LINE WORKS room, where all read along', async (locale) => {
    const who = { ...misaki, platform: 'lineworks', isForRoom: true } as const
    const talk = await converse(locale, who)
    expect(talk).not.toMatch(/undefined|digestCommand|\/invite|\/desk|^!/m)
    expect(talk).toContain('Misaki')
  })
})
