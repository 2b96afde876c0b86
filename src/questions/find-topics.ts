import type { DomainId } from '../core/customer.ts'
import type { Log } from '../core/ports.ts'
import type { CustomerNames } from '../core/question/customer-names.ts'
import type { Said } from '../core/question/said.ts'
import type { Topic, Topics } from '../core/topics.ts'
import { namedIn } from './named-in.ts'

export interface FindTopicsOptions {
  /** Without it, only what stands in the thread itself is known. */
  readonly topics: Topics | undefined
  readonly log: Log
}

/** Threads are about one thing, and people come back to them. */
const threadMs = 30 * 24 * 3_600_000
/** In a room the talk moves on: what was asked before a break is another matter. */
const roomMs = 15 * 60_000

/** Whom the talk around a message is about. Never rejects. */
type FindTopics = (said: Said, names: CustomerNames) => Promise<readonly DomainId[]>

/**
 * Whoever writes means the customer whom they asked about last, or one of those. Where they have not asked yet, a
 * thread is about those whom others asked about, or else about those who are named in it; a room has no such memory.
 */
export function createFindTopics({ topics, log }: FindTopicsOptions): FindTopics {
  async function remembered({ call, thread }: Said): Promise<readonly Topic[]> {
    try {
      const place = { ...call, thread }
      return (await topics?.find(place, thread === null ? roomMs : threadMs)) ?? []
    } catch (err) {
      log.warn({ correlationId: call.correlationId, err }, 'what a talk is about could not be read')
      return []
    }
  }

  return async (said, names) => {
    const all = await remembered(said)
    const own = all.filter(({ person }) => person === said.call.person)
    if (own.length > 0) return askedTogether(own)
    if (said.thread === null) return []
    if (all.length > 0) return [...new Set(all.map(({ domainId }) => domainId))]
    return said.isAddressed ? lastNamedFirst((await said.readThread?.()) ?? [], names) : []
  }
}

/** The newest, and those who were asked about in the same question: they were noted in the same millisecond. */
function askedTogether(topics: readonly Topic[]): DomainId[] {
  const newestAt = Math.max(...topics.map(({ at }) => Date.parse(at)))
  return topics.filter(({ at }) => Date.parse(at) === newestAt).map(({ domainId }) => domainId)
}

function lastNamedFirst(texts: readonly string[], names: CustomerNames): DomainId[] {
  return [...new Set(texts.flatMap((text) => namedIn(text, names)).reverse())]
}
