import { card } from '../core/card.ts'
import type { MessageKey } from '../core/message-key.ts'
import { data, date, parts, say } from '../core/phrase.ts'
import type { TakenSlot } from '../storage/digests/digest-slots.ts'
import { aboutSlot } from './about-slot.ts'
import type { DigestingOptions } from './digesting-options.ts'

/** Why a digest has not arrived, or may not have. */
type Trouble = 'gone' | 'external' | 'failed' | 'uncertain'

const sentences: Readonly<Record<Trouble, MessageKey>> = {
  gone: 'digestTold.gone',
  external: 'digestTold.external',
  failed: 'digestTold.failed',
  uncertain: 'digestTold.uncertain',
}

/** Tells who set a digest up, in its language. Never rejects. */
export async function tellSetter(
  slot: TakenSlot,
  trouble: Trouble,
  { senders, speak, log }: Pick<DigestingOptions, 'senders' | 'speak' | 'log'>,
): Promise<void> {
  const sentence = say(sentences[trouble], { date: date(slot.date), command: data('digest now') })
  // A room of two needs no name.
  const title = slot.isDirect ? sentence : parts(sentence, data(slot.room))
  const text = speak(card({ title }), slot.rule).title
  try {
    await senders.get(slot.platform)?.tell(slot, slot.setBy, text)
  } catch (err) {
    log.warn({ ...aboutSlot(slot), err }, 'who set up a digest could not be told of its failure')
  }
}
