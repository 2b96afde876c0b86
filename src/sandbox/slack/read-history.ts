import type { Message } from '../messages.ts'
import { type Arguments, isTrue } from './read-arguments.ts'
import type { Workspace } from './workspace.ts'

const mostPerPage = 999

/** Everything said in a room for all to read, in the order in which it was said. */
export function publicMessages({ context }: Workspace, room: string): readonly Message[] {
  return context.messages
    .list()
    .filter((message) => message.platform === 'slack' && message.room === room && !message.ephemeral)
}

/** A part of a history, with what Slack says about the rest of it. */
export interface HistoryPage {
  readonly page: readonly Message[]
  readonly rest: Readonly<Record<string, unknown>>
}

/**
 * The page that `oldest`, `latest`, `inclusive`, `limit` and `cursor` ask for, in the order of `messages`; or Slack's
 * name for what is wrong with them. A cursor goes on after the message that the page before ended with.
 */
export function readPage(
  messages: readonly Message[],
  given: Arguments,
  usualLimit: number,
): HistoryPage | { readonly error: string } {
  const oldest = readTs(given.oldest, 0)
  const latest = readTs(given.latest, Number.POSITIVE_INFINITY)
  const limit = Number(given.limit ?? usualLimit)
  if (oldest === undefined) return { error: 'invalid_ts_oldest' }
  if (latest === undefined) return { error: 'invalid_ts_latest' }
  if (!Number.isInteger(limit) || limit < 1 || limit > mostPerPage) return { error: 'invalid_limit' }

  const inRange = messages.filter(({ id }) => {
    const ts = Number(id)
    return isTrue(given.inclusive) ? oldest <= ts && ts <= latest : oldest < ts && ts < latest
  })
  const start = given.cursor ? inRange.findIndex(({ id }) => cursorAfter(id) === given.cursor) + 1 : 0
  if (given.cursor && start === 0) return { error: 'invalid_cursor' }
  const page = inRange.slice(start, start + limit)
  const last = page.at(-1)
  const hasMore = last !== undefined && start + limit < inRange.length
  return {
    page,
    rest: {
      has_more: hasMore,
      ...(hasMore ? { response_metadata: { next_cursor: cursorAfter(last.id) } } : {}),
    },
  }
}

function readTs(value: unknown, usual: number): number | undefined {
  if (value === undefined || value === '') return usual
  return /^\d+(?:\.\d+)?$/.test(String(value)) ? Number(value) : undefined
}

function cursorAfter(id: string): string {
  return Buffer.from(`next_ts:${id}`).toString('base64')
}
