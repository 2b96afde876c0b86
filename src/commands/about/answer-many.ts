import { type Action, type Card, card, type Fact, type Section } from '../../core/card.ts'
import type { Customer } from '../../core/customer.ts'
import { lines, type Phrase, parts, say } from '../../core/phrase.ts'
import { type About, aboutLine } from '../../core/question/about.ts'
import type { Intent } from '../../core/question/intent.ts'
import { attempt } from '../attempt.ts'
import type { Asked } from '../command.ts'
import { companyName } from '../customer/company-name.ts'
import { fact } from '../customer/facts.ts'
import { reasonOf, referenceNote } from '../error-card.ts'
import { companyWithId } from '../expiring/ending-fact.ts'
import { refreshAndShare } from '../line-actions.ts'
import { errorsIn, type Gathered, gather } from './gather.ts'
import { tell, withoutRepeats } from './tell.ts'

/** The same about several customers side by side, each with a way to more. Rejects where none of them can be read. */
export async function answerMany(about: About, asked: Asked): Promise<Card> {
  const { customers, intents, options } = about
  const all = await Promise.all(
    customers.map(async (id) => ({
      id,
      read: await attempt(gather({ id, intents, options }, asked), asked),
    })),
  )
  const gathered = all.flatMap(({ read }) => (read.value ? [read.value] : []))
  const found = gathered.map(({ customer }) => customer)
  const [error] = all.flatMap(({ read }) => (read.value ? errorsIn(read.value) : [read.error]))
  if (error && gathered.length === 0) throw error

  const named = all.map(({ id, read }) => ({
    id,
    name: nameAmong(read.value?.customer ?? { domainId: id, companyName: null }, found),
    facts: read.value ? factsOf(read.value, intents) : [fact('label.status', reasonOf(read.error))],
  }))
  return card({
    title: say('about.titleMany', { count: all.length }),
    lead: parts(...named.map(({ name }) => name)),
    sections: named.map(({ name, facts }): Section => ({ title: name, facts })),
    actions: [
      ...named.map(({ id, name }): Action => {
        return { kind: 'open', label: name, command: aboutLine({ customers: [id], intents, options }) }
      }),
      ...refreshAndShare(aboutLine(about)),
    ],
    notes: [
      // What is said of a zone is mostly the same of each.
      ...withoutRepeats(gathered.map((each) => each.notes)),
      ...(error ? [referenceNote(error, asked.call)] : []),
    ],
  })
}

function factsOf(gathered: Gathered, intents: readonly Intent[]): Fact[] {
  return intents.map((intent) => ({
    label: say(`intent.${intent}`),
    value: lines(...tell(intent, gathered, { hasAllBelow: false })),
  }))
}

type Named = Pick<Customer, 'domainId' | 'companyName'>

/** Companies may share a name. */
function nameAmong(customer: Named, others: readonly Named[]): Phrase {
  const isShared = others.some(
    (other) =>
      other.domainId !== customer.domainId && other.companyName?.trim() === customer.companyName?.trim(),
  )
  return isShared ? companyWithId(customer) : companyName(customer)
}
