import { createPace } from '../../src/sandbox/slack/pace.ts'
import { startWebApi } from '../slack/web-api-stand-in.ts'

/** A message as it arrived. */
export interface Posted {
  readonly room: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** Slack with as many channels as one likes, at the pace of the sandbox: the sandbox itself has a handful. */
export async function startSlackWithRooms() {
  const pace = createPace({ wall: Date.now, timeScale: 1 })
  const posted: Posted[] = []
  let refused = 0
  const slack = await startWebApi()
  slack.play('auth.test', { ok: true, team_id: 'T1', user_id: 'U0BOT', bot_id: 'B0BOT' })
  slack.play('conversations.info', ({ channel: id }) => ({
    ok: true,
    channel: { id, is_member: true, is_shared: false, is_ext_shared: false, is_pending_ext_shared: false },
  }))
  slack.play('conversations.history', { ok: true, messages: [] })
  slack.play('chat.postMessage', ({ channel: room = '' }) => {
    if (pace.take(room) !== undefined) {
      refused += 1
      return 429
    }
    const at = Date.now()
    posted.push({ room, at })
    return {
      ok: true,
      channel: room,
      ts: `${Math.floor(at / 1000)}.${String(posted.length).padStart(6, '0')}`,
    }
  })
  return {
    apiUrl: slack.apiUrl,
    posted,
    refused: () => refused,
    callCount: () => slack.calls.length,
    /** By method, of those that came after so many. */
    callsSince(before: number): Record<string, number> {
      const since = slack.calls.slice(before)
      const methods = [...new Set(since.map(({ method }) => method))].sort()
      return Object.fromEntries(
        methods.map((method) => [method, since.filter((call) => call.method === method).length]),
      )
    },
    stop: () => slack.close(),
  }
}
