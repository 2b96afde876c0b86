import type { Fact } from '../../core/card.ts'
import type { CodeSet } from '../../core/codes.ts'
import type { MessageKey } from '../../core/message-key.ts'
import { code, data, type Phrase, say } from '../../core/phrase.ts'

type Label = Extract<MessageKey, `label.${string}`>

export function fact(label: Label, value: Phrase): Fact {
  return { label: say(label), value }
}

/** Nothing where nothing is given. */
export function factIf<T>(label: Label, given: T | null | undefined, tell: (given: T) => Phrase): Fact[] {
  return given === null || given === undefined || given === '' ? [] : [fact(label, tell(given))]
}

/** Text from outside; "not given" where there is none. */
export function textFact(label: Label, text: string | null | undefined): Fact {
  return fact(label, text?.trim() ? data(text) : say('state.unknown'))
}

export function codeFact(label: Label, of: CodeSet, value: string | null | undefined): Fact {
  return fact(label, value ? code(of, value) : say('state.unknown'))
}

/** A yes or no in the words that fit it. */
export function stateFact(
  label: Label,
  state: boolean | null | undefined,
  yes: Extract<MessageKey, `state.${string}`>,
  no: Extract<MessageKey, `state.${string}`>,
): Fact {
  return fact(label, say(state === null || state === undefined ? 'state.unknown' : state ? yes : no))
}
