import { companyName } from '../commands/customer/company-name.ts'
import { exampleId } from '../commands/form.ts'
import { candidateLabel, candidateSection, candidatesShown } from '../commands/pick-card.ts'
import { openCustomer } from '../commands/related-actions.ts'
import { type Action, type Card, card, type Fact } from '../core/card.ts'
import { cutLine } from '../core/cut-text.ts'
import type { Candidate } from '../core/directory.ts'
import { code, data, type Phrase, parts, say } from '../core/phrase.ts'
import { type About, aboutLine, mostCustomers } from '../core/question/about.ts'
import type { Intent } from '../core/question/intent.ts'
import type { Understood } from '../core/question/understood.ts'

/** What is known of a message that spoke to the bot and did not make clear what it wants. */
export interface Unsure {
  readonly understood: Pick<Understood, 'intents' | 'options' | 'unexplained'>
  /** Who is meant for certain, or, where nobody was named, who may be. */
  readonly customers: readonly Candidate[]
  /** Whom a name that stands there fits; empty where each fits one. */
  readonly candidates: readonly Candidate[]
  /** Who is called alike, where nobody is called so. */
  readonly nearest: readonly Candidate[]
}

/** What people ask most. */
const likeliest: readonly Intent[] = ['plan', 'period', 'trial', 'options', 'renewal', 'scheduled']

/** UTF-16 units of what was not understood: enough to see a name in it again. */
const longestQuote = 60

/** Says what was understood, and offers what could be meant. */
export function unsureCard(unsure: Unsure): Card {
  const { understood, customers, candidates, nearest } = unsure
  const matter = wordsOf(understood, [])
  if (candidates.length > 0) return whichOf(candidates, customers, unsure)
  const isOpen = matter !== undefined || customers.length > mostCustomers
  if (customers.length > 0) return isOpen ? whichOf(customers, [], unsure) : whatOf(unsure)
  if (nearest.length > 0) return nearestOf(unsure)
  return matter ? ofNobody(matter, unsure) : nothingOf()
}

/** A matter, and several whom it may be about; `certain` are asked about besides. */
function whichOf(open: readonly Candidate[], certain: readonly Candidate[], { understood }: Unsure): Card {
  const what = wordsOf(understood, certain)
  const shown = open.slice(0, candidatesShown)
  const further = open.length - shown.length
  return usage({
    title: say('pick.title'),
    lead: what ? say('unsure.whose', { what }) : say('unsure.who'),
    sections: shown.map(candidateSection),
    actions: askOfEach(shown, certain, understood),
    notes: further > 0 ? [say('pick.further', { count: further })] : [],
  })
}

function nearestOf({ understood, nearest }: Unsure): Card {
  const what = wordsOf(understood, [])
  const text = data(cutLine(understood.unexplained, longestQuote))
  const shown = nearest.slice(0, candidatesShown)
  return usage({
    title: say('pick.title'),
    lead: what ? say('unsure.nearest', { what, text }) : say('unsure.nearestOnly', { text }),
    sections: shown.map(candidateSection),
    actions: askOfEach(shown, [], understood),
  })
}

/** Customers, and no matter. */
function whatOf({ customers }: Unsure): Card {
  const known = customers.slice(0, mostCustomers)
  const ids = known.map(({ domainId }) => domainId)
  return usage({
    title: say('unsure.title'),
    lead: say('unsure.what', { what: parts(...known.map(companyName)) }),
    actions: [
      ...likeliest.map((intent): Action => {
        const about = { customers: ids, intents: [intent], options: [] }
        return { kind: 'open', label: say(`intent.${intent}`), command: aboutLine(about) }
      }),
      ...known.map((each): Action => {
        const action = openCustomer(each.domainId)
        return known.length > 1 ? { ...action, label: candidateLabel(each, known) } : action
      }),
    ],
  })
}

/** A matter, and no customer. */
function ofNobody(what: Phrase, { understood }: Unsure): Card {
  const { options, intents, unexplained } = understood
  const isAboutOptions = options.length > 0 || intents.includes('options')
  return usage({
    title: say('pick.title'),
    lead: unexplained
      ? say('unsure.unknown', { what, text: data(cutLine(unexplained, longestQuote)) })
      : say('unsure.nobody', { what }),
    facts: [example(isAboutOptions ? 'unsure.exampleOptions' : 'unsure.exampleTrial')],
  })
}

function nothingOf(): Card {
  return usage({
    title: say('unsure.title'),
    lead: say('unsure.nothing'),
    facts: [example('unsure.exampleTrial'), example('unsure.exampleOptions')],
    actions: [{ kind: 'open', label: say('action.help'), command: 'help' }],
  })
}

function usage(given: Pick<Card, 'title'> & Partial<Card>): Card {
  return card({ kind: 'usage', ...given })
}

/** Matter and customers in a few words; undefined where there is neither. */
function wordsOf(
  { intents, options }: Unsure['understood'],
  customers: readonly Candidate[],
): Phrase | undefined {
  const words = [
    ...intents.map((intent) => say(`intent.${intent}`)),
    ...options.map((option) => code('option', option)),
    ...customers.map(companyName),
  ]
  return words.length > 0 ? parts(...words) : undefined
}

function askOfEach(
  shown: readonly Candidate[],
  certain: readonly Candidate[],
  { intents, options }: Unsure['understood'],
): Action[] {
  return shown.map((candidate) => {
    const others = certain.map(({ domainId }) => domainId).filter((id) => id !== candidate.domainId)
    const customers = [...others.slice(0, mostCustomers - 1), candidate.domainId]
    const about: About = { customers, intents, options }
    return { kind: 'open', label: candidateLabel(candidate, shown), command: aboutLine(about) }
  })
}

function example(key: 'unsure.exampleTrial' | 'unsure.exampleOptions'): Fact {
  return { label: say('help.example'), value: say(key, { id: data(exampleId) }) }
}
