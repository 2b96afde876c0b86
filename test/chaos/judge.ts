import type { ErrorCode } from '../../src/core/errors.ts'
import { type DueDigest, fateOf } from './due-digests.ts'
import type { Answered, Asked } from './ledger.ts'
import type { Shown } from './sandbox-control.ts'

/** What became of all that was asked and due in the rounds of one kind. */
export interface Row {
  readonly trouble: string
  readonly rounds: number
  /** How often the trouble came about: kills, outages, requests that met a fault. */
  readonly struck: number
  sent: number
  acknowledged: number
  /** Of all that were sent, with or without an acknowledgement, and also where the answer is an error. */
  answered: number
  /** Of those that a killed process had acknowledged and not answered. */
  byAnother: number
  /** Acknowledged, and nothing can be seen of an answer. */
  neverAnswered: number
  /** The same in LINE WORKS, where the store has it that the answer may have arrived. */
  uncertain: number
  twice: number
  /**
   * By a response address, where nobody can look whether the first has arrived: its process was killed when it could
   * be seen and the store did not have it as answered, or the connection broke off under it.
   */
  twiceUnawares: number
  /** By code. */
  readonly errors: Partial<Record<ErrorCode | 'unknown', number>>
  readonly digests: { once: number; twice: number; missing: number; uncertain: number }
  /** What breaks a promise, each in a line. */
  readonly broken: string[]
}

/** What can be known at the end of a run. */
export interface Evidence {
  readonly messages: readonly Shown[]
  readonly answers: ReadonlyMap<Asked, Answered>
  /** Of the desk's inbox, by key. */
  readonly outcomes: ReadonlyMap<string, string | null>
  /** Of the digests' days, by workspace. */
  readonly states: ReadonlyMap<string, string>
}

export function newRow(trouble: string, rounds: number, struck: number): Row {
  return {
    ...{ trouble, rounds, struck, sent: 0, acknowledged: 0, answered: 0, byAnother: 0, neverAnswered: 0 },
    ...{ uncertain: 0, twice: 0, twiceUnawares: 0, errors: {} },
    digests: { once: 0, twice: 0, missing: 0, uncertain: 0 },
    broken: [],
  }
}

/** What Slack and LINE WORKS call it in the sandbox when a request was taken. */
export function isAcknowledged({ way, outcome, acknowledgedBy }: Asked): boolean {
  if (outcome === 'acknowledged' || outcome === 'delivered') return true
  // Slack sends an event again, and says nothing of it to whoever wrote.
  return way === 'mention' && acknowledgedBy.size > 0
}

/** Adds a question to its row. */
export function judge(row: Row, asked: Asked, { answers, outcomes }: Evidence): void {
  const { way, mark, inboxKey = '' } = asked
  const answer = answers.get(asked)
  row.sent += 1
  if (isAcknowledged(asked)) row.acknowledged += 1
  if (!answer) {
    if (!isAcknowledged(asked)) return
    // Nobody can look up in LINE WORKS whether a message has arrived.
    if (way === 'works' && outcomes.get(inboxKey) === 'uncertain') row.uncertain += 1
    else {
      row.neverAnswered += 1
      const outcome = outcomes.get(inboxKey) ?? 'not known'
      row.broken.push(`${way} about ${mark} was acknowledged and never answered; in the store: ${outcome}`)
    }
    return
  }
  row.answered += 1
  if (asked.isOrphan) row.byAnother += 1
  if (answer.error) {
    const code = answer.error as ErrorCode
    row.errors[code] = (row.errors[code] ?? 0) + 1
  }
  if (answer.ids.length < 2) return
  // What goes to one person by a response address, and to nobody else, carries no key to be found by.
  const isByAddress = way === 'command' || way === 'button'
  const reasons = asked.breaks + (asked.isInWindow ? 1 : 0)
  if (isByAddress && answer.ids.length - 1 <= reasons) row.twiceUnawares += 1
  else {
    row.twice += 1
    row.broken.push(`${way} about ${mark} was answered ${answer.ids.length} times: ${answer.ids.join(', ')}`)
  }
}

/** Adds a digest to its row. */
export function judgeDigest(row: Row, due: DueDigest, { messages, states }: Evidence): void {
  const { parents, isTwice, state } = fateOf(due, messages, states)
  const isOpen = due.platform === 'lineworks' && (state === 'uncertain' || state === 'failed')
  const name = `digest of ${due.platform} ${due.room} (${due.days} days, ${state ?? 'no day'})`
  if (isTwice) {
    row.digests.twice += 1
    row.broken.push(`${name} has a message twice`)
  } else if (isOpen) row.digests.uncertain += 1
  else if (parents === 1 && state === 'sent') row.digests.once += 1
  else {
    row.digests.missing += 1
    row.broken.push(`${name} ${parents === 0 ? 'is missing' : 'did not come to its end'}`)
  }
}
