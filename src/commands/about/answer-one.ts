import { type Action, type Card, card } from '../../core/card.ts'
import type { DeskError } from '../../core/errors.ts'
import { lines, type Phrase, say } from '../../core/phrase.ts'
import { aboutLine } from '../../core/question/about.ts'
import type { Intent } from '../../core/question/intent.ts'
import { attempt } from '../attempt.ts'
import type { Asked } from '../command.ts'
import { companyName } from '../customer/company-name.ts'
import { referenceNote } from '../error-card.ts'
import { openCustomer } from '../related-actions.ts'
import type { AskedAbout } from './asked-about.ts'
import { errorsIn, gather } from './gather.ts'
import { glanceAt, isGlance } from './glance.ts'
import { answerBelow, pickBelow } from './pick-below.ts'
import { tell, withoutRepeats } from './tell.ts'
import { contactKinds } from './tell-contact.ts'

/** Platforms show a few lines before the rest; what is asked beyond that stands below, fact by fact. */
const mostInLead = 3

/** What is asked in sentences, and below it the answer of the command that shows all of it. */
export async function answerOne(about: AskedAbout, asked: Asked): Promise<Card> {
  const { id, intents, options } = about
  const below = pickBelow(about)
  if (intents.length === 0) return answerBelow(below, about, asked)

  const [gathered, whole] = await Promise.all([
    gather(about, asked),
    attempt(answerBelow(below, about, asked), asked),
  ])
  // A list that cannot be read costs itself alone: this card wants nothing but the customer.
  const found = whole.value ?? (await answerBelow('customer', about, asked))
  const hasAllBelow = whole.value !== undefined && below !== 'customer'
  const tellOf = (intent: Intent) => tell(intent, gathered, { hasAllBelow })
  const asksContact = intents.includes('contact') && contactKinds(gathered.customer).length > 0
  const line = aboutLine({ customers: [id], intents, options })
  const rest = isGlance(intents) ? [openCustomer(id)] : []
  return card({
    ...found,
    title: companyName(gathered.customer),
    lead: lines(...withoutRepeats(intents.slice(0, mostInLead).map(tellOf))),
    facts: [
      ...intents.slice(mostInLead).map((intent) => ({
        label: say(`intent.${intent}`),
        value: lines(...tellOf(intent)),
      })),
      ...glanceAt(found.facts, intents),
    ],
    sections: isGlance(intents) ? [] : found.sections,
    actions: actionsFor(line, [...rest, ...found.actions], asksContact ? `contact ${id}` : undefined),
    notes: [
      ...(asksContact ? [say('about.contact.button', { button: say('action.contact') })] : []),
      ...found.notes,
      ...referenceNotes([...errorsIn(gathered), ...(whole.error ? [whole.error] : [])], found, asked),
    ],
  })
}

/** Refresh and share ask the question again; the button that is asked for comes first. */
function actionsFor(line: string, actions: readonly Action[], first: string | undefined): Action[] {
  const own = actions.map((action) => (action.kind === 'open' ? action : { ...action, command: line }))
  return [
    ...own.filter(({ command }) => command === first),
    ...own.filter(({ command }) => command !== first),
  ]
}

/** Where to find why a sentence says that something could not be read, unless the card below tells it too. */
function referenceNotes(errors: readonly DeskError[], found: Card, { call }: Asked): Phrase[] {
  const isTold = found.notes.some((note) => 'say' in note && note.say === 'note.reference')
  const [error] = isTold ? [] : errors
  return error ? [referenceNote(error, call)] : []
}
