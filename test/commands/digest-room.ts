import { beforeEach } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import type { Call, Reader } from '../../src/core/call.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import type { directoryOf } from '../helpers/customer-copy.ts'
import { knownDigests } from '../helpers/known-digests.ts'
import { knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

export const slack = {
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  person: 'U1',
  personName: 'Misaki',
} as const
export const works = {
  platform: 'lineworks',
  workspace: '400000001',
  room: 'group-1',
  person: 'u-2',
  personName: 'Minho',
  isForRoom: true,
} as const

const roomLanguages = {
  find: async ({ kind, id }: { kind: string; id: string }) =>
    kind === 'room' && id === 'C-ja' ? ('ja' as const) : undefined,
  choose: async () => {},
  forget: async () => {},
}

/** Rooms on 21 November 2026, without a digest as a test begins. */
export function useDigestRoom() {
  let known: ReturnType<typeof knownDigests>
  let directory: Awaited<ReturnType<typeof directoryOf>> | undefined
  beforeEach(() => {
    known = knownDigests()
    directory = undefined
  })

  function answer(
    line: string,
    who: Partial<Call> = slack,
    reader: Reader = { locale: 'en', zone: 'Asia/Seoul' },
  ) {
    const desk = createDesk({
      partner: knownPartner({}),
      clock: createBusinessClock(() => Date.parse('2026-11-21T12:00:00Z')),
      languages: roomLanguages,
      directory: directory && { ...directory, find: async () => ({ kind: 'none', nearest: [] }) },
      digests: known.digests,
      findOption: () => undefined,
      log: silentLog,
    })
    return desk.answer(typed(line, who), reader)
  }

  const say = async (line: string, who: Partial<Call> = slack) =>
    linesOf(await answer(line, who)).filter((text) => !text.startsWith('/'))

  const ruleIn = async (room = 'C1') =>
    (await known.digests.find({ platform: 'slack', workspace: 'T1', room, isDirect: false }))?.rule

  return {
    get known() {
      return known
    },
    /** What the desk's copy holds; there is none unless the test gives one. */
    set directory(copy: typeof directory) {
      directory = copy
    },
    answer,
    say,
    ruleIn,
  }
}
