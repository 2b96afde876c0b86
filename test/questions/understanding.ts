import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Candidate } from '../../src/core/directory.ts'
import { createUnderstand } from '../../src/core/question/understand.ts'
import { buildCustomerNames } from '../../src/directory/customer-names.ts'
import { foldName } from '../../src/directory/fold-name.ts'
import { toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { ordinaryWords, questionWords } from '../../src/text/question-words.ts'

const customers: readonly Omit<Candidate, 'isGone'>[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'customers.json'), 'utf8'),
)

/** The customers of `customers.json`, as texts name them. */
export const names = buildCustomerNames(
  buildWhoIndex(customers.map((customer) => toSearchable({ ...customer, isGone: false }))),
  new Set(Array.from(ordinaryWords, (word) => foldName(word).text)),
)

const understandWith = createUnderstand(questionWords)

/** Understands with the real word lists and these customers. */
export const understand = (text: string) => understandWith(text, names)

/** Who was meant, several at one place as `10000001/10000002`. */
export function idsOf(text: string): string[] {
  const ids = understand(text).customers.map(({ candidates }) =>
    candidates.map(({ domainId }) => domainId).join('/'),
  )
  return [...new Set(ids)]
}
