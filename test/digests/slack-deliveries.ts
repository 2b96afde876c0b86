import type { Finding, Posting } from '../../src/core/digest/sender.ts'
import { retry, sent, unclear } from './digests-for-test.ts'

export const found: Finding = { result: 'found', messageId: 'id found' }
export const absent: Finding = { result: 'absent' }
export const lookAgain: Finding = { result: 'retry', afterMs: 30_000, reason: 'ratelimited' }
const cannotLook: Finding = { result: 'unknown', reason: 'missing_scope' }
export const refused: Posting = { result: 'refused', reason: 'invalid_blocks', isGone: false }
const gone: Posting = { result: 'refused', reason: 'is_archived', isGone: true }

interface SlackDelivery {
  readonly title: string
  readonly postings?: readonly Posting[]
  readonly findings?: readonly Finding[]
  readonly events: string[]
  readonly end: string
  readonly told?: RegExp
  readonly paused?: string
}

/** What Slack says to the posts of a digest and to looking for them, and what the digest makes of it. */
export const slackDeliveries: readonly SlackDelivery[] = [
  {
    title: 'is posted, with the rest in its thread',
    events: ['post parent: sent', 'post thread: sent'],
    end: 'sent',
  },
  {
    title: 'waits as told',
    postings: [retry, retry],
    events: ['post parent: retry', 'post parent: retry', 'post parent: sent', 'post thread: sent'],
    end: 'sent',
  },
  {
    title: 'is looked for where it is unclear whether it was posted, and not posted twice',
    postings: [unclear],
    findings: [found],
    events: ['post parent: unclear', 'find parent: found', 'post thread: sent'],
    end: 'sent',
  },
  {
    title: 'is posted again where it is not there',
    postings: [unclear, unclear],
    findings: [absent, absent],
    events: [
      'post parent: unclear',
      'find parent: absent',
      'post parent: unclear',
      'find parent: absent',
      'post parent: sent',
      'post thread: sent',
    ],
    end: 'sent',
  },
  {
    title: 'is looked for again where that did not work',
    postings: [sent, unclear],
    findings: [lookAgain, lookAgain, found],
    events: [
      'post parent: sent',
      'post thread: unclear',
      'find thread: retry',
      'find thread: retry',
      'find thread: found',
    ],
    end: 'sent',
  },
  {
    title: 'is uncertain where it cannot be looked for, and the rest is not sent',
    postings: [unclear],
    findings: [cannotLook],
    events: ['post parent: unclear', 'find parent: unknown'],
    end: 'uncertain missing_scope',
    told: /^U1: It could not be learned whether the digest of .* has arrived in full.* · C1$/,
  },
  {
    title: 'is uncertain where a part of it is',
    postings: [sent, unclear],
    findings: [cannotLook],
    events: ['post parent: sent', 'post thread: unclear', 'find thread: unknown'],
    end: 'uncertain missing_scope',
    told: /could not be learned/,
  },
  {
    title: 'fails where the platform refuses it',
    postings: [refused],
    events: ['post parent: refused'],
    end: 'failed invalid_blocks',
    told: /^U1: The digest of Mon, Nov 23, 2026 could not be posted\. .* · C1$/,
  },
  {
    title: 'fails where a part of it is refused',
    postings: [sent, refused],
    events: ['post parent: sent', 'post thread: refused'],
    end: 'failed invalid_blocks',
    told: /could not be posted/,
  },
  {
    title: 'is paused where the room is gone',
    postings: [gone],
    events: ['post parent: refused'],
    end: 'failed is_archived',
    told: /the room is closed.*paused/,
    paused: 'gone',
  },
]
