import { member, ownRoom } from './slack-desk.ts'
import { type MethodCall, type Played, startWebApi } from './web-api-stand-in.ts'

export interface Written {
  readonly ts: string
  readonly room: string
  readonly thread: string | undefined
  readonly user: string
  text: string
  blocks: readonly object[]
  metadata: { readonly event_type: string; readonly event_payload: object } | undefined
  readonly edited?: { readonly user: string; readonly ts: string }
}

/** What befalls one call: in place of what Slack would do, or after it has done so. */
type Trouble = { readonly instead: Played } | { readonly after: Played }

const refused = (error: string) => ({ ok: false, error })

/** Slack with its memory: who is who, rooms, and what was written where. The bot is `UBOT`. */
export async function startWorkspace() {
  const api = await startWebApi()
  const users = new Map<string, object>([['U1', member]])
  const rooms = new Map<string, object>([['C1', ownRoom]])
  const identity: { answer: Played } = {
    answer: { ok: true, team_id: 'T1', user_id: 'UBOT', bot_id: 'BBOT' },
  }
  /** Everything in rooms that everybody there can read. */
  const written: Written[] = []
  const troubles = new Map<string, Trouble[]>()
  /** Called before each call is answered. */
  let onCall: (method: string) => unknown = () => {}
  let last = 0

  function serve(method: string, answer: (given: MethodCall['given']) => Played): void {
    api.play(method, async (given) => {
      await onCall(method)
      const trouble = troubles.get(method)?.shift()
      if (trouble && 'instead' in trouble) return trouble.instead
      const played = answer(given)
      return trouble ? trouble.after : played
    })
  }

  const contentOf = ({ text = '', blocks, metadata }: MethodCall['given']) => ({
    text,
    ...(blocks === undefined ? {} : { blocks: JSON.parse(blocks) as object[] }),
    metadata: metadata ? JSON.parse(metadata) : undefined,
  })

  serve('auth.test', () => identity.answer)
  serve('users.info', ({ user = '' }) => {
    const found = users.get(user)
    return found ? { ok: true, user: found } : refused('user_not_found')
  })
  serve('conversations.info', ({ channel = '' }) => {
    const found = rooms.get(channel)
    return found ? { ok: true, channel: found } : refused('channel_not_found')
  })
  serve('chat.postMessage', (given) => {
    last += 1
    const ts = `1800000000.00000${last}`
    const place = { room: given.channel ?? '', thread: given.thread_ts }
    written.push({ ts, ...place, user: 'UBOT', blocks: [], ...contentOf(given) })
    return { ok: true, ts }
  })
  serve('chat.postEphemeral', () => ({ ok: true, message_ts: '1800000001.000001' }))
  serve('chat.update', (given) => {
    const message = written.find(({ ts }) => ts === given.ts)
    if (!message) return refused('message_not_found')
    Object.assign(message, contentOf(given))
    return { ok: true, ts: message.ts }
  })
  serve('conversations.replies', (given) => {
    const { channel, ts, latest = '9', inclusive, include_all_metadata } = given
    const isThere = (one: Written) => one.room === channel && (one.ts === ts || one.thread === ts)
    const isBefore = (one: Written) => one.ts < latest || (inclusive === 'true' && one.ts === latest)
    const messages = written.filter((one) => isThere(one) && isBefore(one)).map((one) => describe(one))
    const shown = include_all_metadata ? messages : messages.map(({ metadata: _, ...rest }) => rest)
    return { ok: true, messages: shown, has_more: false }
  })

  const describe = ({ ts, thread, user, text, metadata, edited }: Written) => ({
    ...{ type: 'message', ts, thread_ts: thread, user, text, metadata, edited },
    ...(user === 'UBOT' ? { bot_id: 'BBOT' } : {}),
  })

  return {
    api,
    apiUrl: api.apiUrl,
    users,
    rooms,
    identity,
    written,
    /** What one person alone was shown, the latest last. */
    alone: () => api.of('chat.postEphemeral'),
    /** The next calls of a method fare like this, one each. */
    trouble: (method: string, ...next: Trouble[]) =>
      troubles.set(method, [...(troubles.get(method) ?? []), ...next]),
    onCall: (listener: (method: string) => unknown) => {
      onCall = listener
    },
    close: () => api.close(),
  }
}

export type Workspace = Awaited<ReturnType<typeof startWorkspace>>
