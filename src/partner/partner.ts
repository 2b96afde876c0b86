import { within } from '../async/within.ts'
import type { DomainId } from '../core/customer.ts'
import { DeskError, toDeskError } from '../core/errors.ts'
import type { Partner, ReadOptions } from '../core/ports.ts'
import type { ApiSurroundings } from '../works/api-call.ts'
import { wait as realWait } from '../works/wait.ts'
import { type Answer, ask, type Found, type Retrying } from './ask.ts'
import { createReadCache } from './read-cache.ts'
import { customerAnswer, customersAnswer } from './wire/customer-wire.ts'
import { optionRenewalAnswer, optionsAnswer } from './wire/option-wire.ts'
import { readAnswer } from './wire/read-answer.ts'
import { subscriptionsAnswer } from './wire/subscription-wire.ts'
import { taskAnswer, tasksAnswer } from './wire/task-wire.ts'

type Optional = 'purpose' | 'attemptMs'

export interface PartnerSettings
  extends Omit<ApiSurroundings, Optional | 'api'>,
    Partial<Pick<ApiSurroundings, Optional>>,
    Partial<Retrying> {
  /** For a whole read with its retries and waits, in milliseconds. */
  readonly readMs?: number
}

/** The reads, and the cache in front of them. */
interface CachedPartner extends Partner {
  /** Drops what is kept, so that the next reads ask anew. */
  forget(): void
}

/** One attempt, long enough for an API that answers in well under a second when it is in order. */
const defaultAttemptMs = 10_000
/** Two attempts that hang, and a third that does not. */
const defaultReadMs = 25_000
/** The most that the API gives at once. */
const customersAPage = 30

/**
 * The Partner API's reads over HTTP, with sign-in, budget, retries and a cache of a minute. Connections belong to
 * `http`: closing it ends every read.
 */
export function createPartner({ readMs = defaultReadMs, ...settings }: PartnerSettings): CachedPartner {
  const around: ApiSurroundings & Retrying = {
    api: 'partner',
    purpose: 'person',
    attemptMs: defaultAttemptMs,
    wait: realWait,
    random: Math.random,
    ...settings,
  }
  const { wallClock, http, log } = around
  const cache = createReadCache(wallClock)

  /** From the cache, or by `load` within the deadline; rejects with a `DeskError` and nothing else. */
  async function read<T>(
    operation: string,
    about: readonly (string | null)[],
    options: ReadOptions,
    load: () => Promise<T>,
  ): Promise<T> {
    // A read may well give null.
    async function loadInTime(): Promise<T> {
      const timely = await within(
        readMs,
        load().then((value) => ({ value })),
      )
      if (timely) return timely.value
      throw new DeskError('partner_slow', `${operation}: no answer within ${readMs} ms`)
    }
    try {
      return await cache.read(JSON.stringify([operation, ...about]), options.fresh ?? false, loadInTime)
    } catch (error) {
      if (error instanceof DeskError || !http.closing.aborted) throw toDeskError(error)
      throw new DeskError('partner_down', `${operation}: shutting down`)
    }
  }

  function askFor(operation: string, path: string, { correlationId }: ReadOptions): Promise<Answer> {
    return ask(around, {
      operation,
      path: `/partners/customers${path}`,
      correlationId,
      deadlineAt: wallClock() + readMs,
    })
  }

  /** The list is every partner's right, so being refused it tells a lack of permission from a foreign customer. */
  function mayList({ correlationId }: ReadOptions): Promise<boolean> {
    return read('permission', [], { correlationId }, async () => {
      const answer = await askFor('customers', '?count=1', { correlationId })
      if (answer.kind === 'absent') throw new DeskError('partner_refused', answer.what)
      return answer.kind === 'body'
    })
  }

  /** A body below one customer, or why there is none; throws where the right to it is missing. */
  async function find(
    operation: string,
    id: DomainId,
    below: readonly string[],
    options: ReadOptions,
  ): Promise<Found> {
    const path = ['', id, ...below].map(encodeURIComponent).join('/')
    const answer = await askFor(operation, path, options)
    if (answer.kind !== 'forbidden') return answer
    const { what } = answer
    if (below.length === 0)
      throw new DeskError((await mayList(options)) ? 'not_found' : 'no_permission', what)

    // LINE WORKS is known to answer 403 for what is not there, so the customer itself decides what this one means.
    await partner.customer(id, { correlationId: options.correlationId })
    if (namesOption(below)) return { kind: 'absent', what }
    throw new DeskError('no_permission', what)
  }

  /** A body that every customer has. */
  async function findBody(
    operation: string,
    id: DomainId,
    below: readonly string[],
    options: ReadOptions,
  ): Promise<string> {
    const found = await find(operation, id, below, options)
    if (found.kind === 'absent') throw new DeskError('not_found', found.what)
    return found.text
  }

  const partner: CachedPartner = {
    forget: () => cache.clear(),

    customer: (id, options) =>
      read('customer', [id], options, async () =>
        readAnswer('customer', customerAnswer, await findBody('customer', id, [], options)),
      ),

    customers: (cursor, options) =>
      read('customers', [cursor], options, async () => {
        const from = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
        const answer = await askFor('customers', `?count=${customersAPage}${from}`, options)
        if (answer.kind === 'forbidden') throw new DeskError('no_permission', answer.what)
        if (answer.kind === 'absent') throw new DeskError('partner_refused', answer.what)

        const { leftOut, ...page } = readAnswer('customers', customersAnswer, answer.text)
        if (leftOut > 0) {
          log.warn(
            { operation: 'customers', leftOut, correlationId: options.correlationId },
            'rows without an ID',
          )
        }
        if (cursor !== null && page.nextCursor === cursor) {
          throw new DeskError('partner_unreadable', 'customers: the list leads back to the same page')
        }
        return page
      }),

    subscriptions: (id, options) =>
      read('subscriptions', [id], options, async () =>
        readAnswer(
          'subscriptions',
          subscriptionsAnswer,
          await findBody('subscriptions', id, ['subscriptions'], options),
        ),
      ),

    options: (id, options) =>
      read('options', [id], options, async () =>
        readAnswer('options', optionsAnswer, await findBody('options', id, ['option-products'], options)),
      ),

    optionRenewal: (id, option, options) =>
      read('optionRenewal', [id, option], options, async () => {
        const found = await find('optionRenewal', id, ['option-products', option, 'renewal'], options)
        if (found.kind === 'absent' || found.text === '') return null
        return readAnswer('optionRenewal', optionRenewalAnswer.nullable(), found.text)
      }),

    scheduledTask: (id, option, options) =>
      read('scheduledTask', [id, option], options, async () => {
        const found = await find('scheduledTask', id, ['option-product-orders', option], options)
        if (found.kind === 'absent' || found.text === '') return null
        return readAnswer('scheduledTask', taskAnswer(option).nullable(), found.text)
      }),

    scheduledTasks: (id, options) =>
      read('scheduledTasks', [id], options, async () => {
        const found = await find('scheduledTasks', id, ['option-product-orders'], options)
        if (found.kind === 'body') return readAnswer('scheduledTasks', tasksAnswer, found.text)
        // No page says whether 404 means that nothing is scheduled or that there is no such customer.
        await partner.customer(id, { correlationId: options.correlationId })
        return []
      }),
  }
  return partner
}

/** Whether a path below a customer leads to one option rather than to a list. */
function namesOption(below: readonly string[]): boolean {
  return below.length > 1
}
