import type { WebClient } from '@slack/web-api'
import { LRUCache } from 'lru-cache'
import type { Log, WallClock } from '../../core/ports.ts'
import { findReadership, type Readership } from '../people/rooms.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { type Failure, readFailure } from '../web-api/read-failure.ts'
import type { Heard } from './heard.ts'
import { createPatience, type Wait } from './patience.ts'

/** Whether nobody from another organisation reads what is answered there; not, where it cannot be learned. */
export interface IsOurs {
  /** Asks Slack, as it has to be before anything is posted; not for conversations with the bot alone. Never rejects. */
  now(heard: Place): Promise<boolean>
  /** The same as some seconds ago: enough for what is only thought. Never rejects. */
  lately(heard: Place): Promise<boolean>
}

type Place = Pick<Heard, 'room' | 'isDirect' | 'correlationId'>

export interface IsOursOptions {
  readonly client: Pick<WebClient, 'conversations'>
  readonly wait: Wait
  readonly wallClock: WallClock
  readonly log: Log
}

/** `conversations.info` may be called some 50 times a minute. https://docs.slack.dev/apis/web-api/rate-limits */
const rememberedMs = 10_000
/** More than anybody asks in at a time. */
const mostRooms = 1_000

export function createIsOurs({ client, wait, wallClock, log }: IsOursOptions): IsOurs {
  const lastAsked = new LRUCache<string, Promise<Readership>>({
    max: mostRooms,
    ttl: rememberedMs,
    ttlResolution: 0,
    perf: { now: wallClock },
  })

  async function ask({ room, correlationId }: Place): Promise<Readership> {
    const patience = createPatience(wait, wallClock)
    for (;;) {
      let failure: Failure | undefined
      const readership = await findReadership(client, room, (error) => {
        failure = readFailure(error)
        const err = describeSlackError(error)
        log.warn({ correlationId, room, err }, 'who reads the room could not be learned')
      })
      const afterMs = pauseAfter(failure)
      if (afterMs === undefined || !(await patience(afterMs))) return readership
    }
  }

  function askAndRemember(place: Place): Promise<Readership> {
    const { room } = place
    const asking = ask(place)
    lastAsked.set(room, asking)
    void asking.then((readership) => {
      if (readership === 'unknown' && lastAsked.peek(room) === asking) lastAsked.delete(room)
    })
    return asking
  }

  return {
    now: async (place) => place.isDirect || (await askAndRemember(place)) === 'ours',
    lately: async (place) =>
      place.isDirect || (await (lastAsked.get(place.room) ?? askAndRemember(place))) === 'ours',
  }
}

/** Milliseconds; undefined: to ask again would help nothing. */
function pauseAfter(failure: Failure | undefined): number | undefined {
  return failure?.kind === 'later' ? failure.afterMs : undefined
}
