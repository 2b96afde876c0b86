import type { Fact } from '../../core/card.ts'
import type { MessageKey } from '../../core/message-key.ts'
import type { Intent } from '../../core/question/intent.ts'

/** Which facts of a customer belong to a question about one side of it: a whole thread reads them. */
const sides: Readonly<Partial<Record<Intent, readonly MessageKey[]>>> = {
  domain: ['label.domainType', 'label.domainState', 'label.mxState'],
  localTime: ['label.language', 'label.localTime'],
  contact: [],
  code: ['label.partnership', 'label.customerCode', 'label.memo'],
}

/** By which the customer is told from others. */
const names: readonly MessageKey[] = ['label.domain', 'label.domainId']

/** Whether a question is about sides of the customer alone, so that the rest of the card need not be there. */
export function isGlance(intents: readonly Intent[]): boolean {
  return intents.every((intent) => sides[intent] !== undefined)
}

/** Those of a customer's facts that belong to the question; all of them where it goes beyond single sides. */
export function glanceAt(facts: readonly Fact[], intents: readonly Intent[]): readonly Fact[] {
  if (!isGlance(intents)) return facts
  const wanted = [...names, ...intents.flatMap((intent) => sides[intent] ?? [])]
  return facts.filter(({ label }) => 'say' in label && wanted.includes(label.say))
}
