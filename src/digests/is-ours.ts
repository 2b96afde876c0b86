import { randomUUID } from 'node:crypto'
import type { DigestRoom } from '../core/digest/digest.ts'
import type { DigestSender } from '../core/digest/sender.ts'

/** Whether a room may read names of colleagues: it is the bot's, and nobody from outside reads along. */
export async function isOurs(room: DigestRoom, sender: DigestSender): Promise<boolean> {
  return (await sender.readmit(room, randomUUID())) === 'ok'
}
