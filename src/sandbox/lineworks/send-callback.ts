import type { SandboxContext } from '../context.ts'
import { type WireRow, writeJson } from '../world/wire-row.ts'
import { signCallback } from './sign-callback.ts'

/** How long LINE WORKS waits is not known. */
const deadlineMs = 10_000

/**
 * Posts an event to the desk once, signed, with the time of the wall clock; false where that failed. A failed callback
 * is not sent again. https://developers.worksmobile.com/kr/docs/bot-callback-joined
 */
export async function sendCallback(
  event: WireRow,
  { clock, deskUrl, secrets }: Pick<SandboxContext, 'clock' | 'deskUrl' | 'secrets'>,
): Promise<boolean> {
  const { type, source, ...more } = event
  const body = writeJson({ type, source, issuedTime: new Date(clock.wall()).toISOString(), ...more })
  try {
    const answer = await fetch(`${deskUrl()}/lineworks/callback`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=UTF-8',
        'X-WORKS-BotId': secrets.worksBotId,
        'X-WORKS-Signature': signCallback(body, secrets.worksBotSecret),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(deadlineMs),
    })
    await answer.body?.cancel()
    return answer.status === 200
  } catch {
    // A desk that is not there, or too late: the person is told by the outcome.
    return false
  }
}
