import type { Locale } from '../locale.ts'
import type { OptionId } from '../option.ts'

/** What a question may be about; several of these together give the intents. */
export const matterHeadings = [
  'plan',
  'free',
  'contract',
  'begins',
  'ends',
  'dates',
  'spans',
  'when',
  'daysLeft',
  'rest',
  'trial',
  'options',
  'holds',
  'whatHeld',
  'renewal',
  'scheduled',
  'changes',
  'licenses',
  'domain',
  'localTime',
  'contact',
  'code',
  'outcome',
] as const

/** What gives a message its form: whether it asks, tells, or talks to colleagues. */
const formHeadings = [
  'followUps',
  'questions',
  'openers',
  'endings',
  'requests',
  'please',
  'reasons',
  'told',
  'talk',
] as const

/** What stands around the matter and says nothing of it. */
const plainHeadings = ['particles', 'around', 'honorifics', 'greetings', 'otherNumbers'] as const

export const headings = [...matterHeadings, ...formHeadings, ...plainHeadings] as const

export type Heading = (typeof headings)[number]

/** The words of one language, as its speakers keep them in `locales/questions/`. */
interface WordList extends Readonly<Record<Heading, readonly string[]>> {
  /** Characters that, of the languages written in Han, only this one has. */
  readonly ownCharacters: string
}

/** A name that options go by; several where it leaves open which. */
export interface OptionName {
  readonly name: string
  readonly options: readonly OptionId[]
}

/** Everything that questions are understood by. */
export interface QuestionWords {
  readonly lists: Readonly<Record<Locale, WordList>>
  readonly optionNames: readonly OptionName[]
}
