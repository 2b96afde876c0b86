import { createDesk } from '../../src/commands/desk.ts'
import type { Call, Reader } from '../../src/core/call.ts'
import type { Action, Card } from '../../src/core/card.ts'
import type { Claims } from '../../src/core/claims.ts'
import type { DomainId } from '../../src/core/customer.ts'
import type { Digests } from '../../src/core/digest/digests.ts'
import type { Marks } from '../../src/core/marks.ts'
import type { BusinessClock } from '../../src/core/ports.ts'
import { createClaims } from '../../src/storage/claims.ts'
import { createMarks } from '../../src/storage/marks.ts'
import { speak } from '../../src/text/speak.ts'
import { type Copied, directoryOf } from '../helpers/customer-copy.ts'
import { clockOn, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { useSharedStore } from '../helpers/shared-store.ts'
import { englishReader, linesOf, typed } from '../helpers/transcript.ts'

export const misaki = { platform: 'slack', workspace: 'T1', person: 'U1', personName: 'Misaki' } as const
export const minho = {
  platform: 'lineworks',
  workspace: '400000001',
  person: 'u-2',
  personName: 'Minho',
} as const

interface AnswerOptions {
  readonly reader?: Reader
  readonly claims?: Claims | null
  readonly marks?: Marks | undefined
  readonly digests?: Digests
  readonly today?: string
  readonly clock?: BusinessClock
}

/** One desk on 21 November 2026 with claims in a real store, none as a test begins; what it knows of the customers is the test's. */
export function useClaiming() {
  const store = useSharedStore('claim', 'mark')
  let copied: readonly Copied[] = []
  let lastPassAt: string | null = '2026-11-21T12:00:00Z'

  /** `claims`: those of the store, unless others are given. Marks and digests are there where they are given. */
  const answer = async (
    who: Partial<Call>,
    line: string,
    {
      reader = englishReader,
      claims = createClaims(store().db),
      marks,
      digests,
      today = '2026-11-21',
      clock = clockOn(today),
    }: AnswerOptions = {},
  ): Promise<Card> => {
    const desk = createDesk({
      partner: knownPartner({}),
      clock,
      directory: {
        ...(await directoryOf(copied, lastPassAt)),
        find: async (id) => ({ kind: 'one', domainId: id as DomainId }),
      },
      claims: claims ?? undefined,
      marks,
      digests,
      findOption: () => undefined,
      log: silentLog,
    })
    return desk.answer(typed(line, who), reader)
  }
  return {
    get claims() {
      return createClaims(store().db)
    },
    get marks() {
      return createMarks(store().db)
    },
    answer,
    /** What the copy holds from now on. */
    know(customers: readonly Copied[], passedAt: string | null = lastPassAt) {
      copied = customers
      lastPassAt = passedAt
    },
    /** What the person reads, buttons left out. */
    say: async (who: Partial<Call>, line: string) =>
      linesOf(await answer(who, line)).filter((text) => !text.startsWith('/')),
  }
}

/** The buttons beside the lines of a card, as `LABEL COMMAND`. */
export function lineButtons(card: Card): string[] {
  return [...card.facts, ...card.sections.flatMap(({ facts }) => facts)].flatMap(({ action }) =>
    action ? [describeAction(card, action)] : [],
  )
}

/** The buttons under a card. */
export function buttons(card: Card): string[] {
  return card.actions.map((action) => describeAction(card, action))
}

function describeAction(card: Card, action: Action): string {
  const [spoken] = speak({ ...card, actions: [action] }, englishReader).actions
  return `${spoken?.label}: ${spoken?.command}`
}
