import type { Answering } from '../app/answering.ts'
import type { Digest } from '../core/digest/digest.ts'
import type { Digesting } from '../digests/digesting.ts'
import type { HolderDigests, HolderDigestWish } from '../holder/protocol.ts'
import { speak } from '../text/speak.ts'
import { printCard } from './print-answer.ts'

/** What this process knows of digests, for a verb here or in another process. None without a store. */
export function tellDigests({ digesting }: Pick<Answering, 'digesting'>): HolderDigests {
  if (!digesting) return { list: async () => [], now: async () => undefined, run: async () => [] }
  return {
    list: () => digesting.list(),

    async now(wish) {
      const digest = (await digesting.list()).find(
        ({ platform, workspace, room }) =>
          platform === wish.platform && workspace === wish.workspace && room === wish.room,
      )
      return digest && printNow(digest, wish, digesting)
    },

    run: () => digesting.runDue(),
  }
}

const command = 'digest now'

async function printNow(
  { rule, ...room }: Digest,
  { format }: Pick<HolderDigestWish, 'format'>,
  { digests }: Pick<Digesting, 'digests'>,
): Promise<string> {
  const card = await digests.preview(rule, room)
  // As the room will read it, whoever asks.
  return printCard(speak(card, { locale: rule.locale, zone: rule.zone }), command, format)
}
