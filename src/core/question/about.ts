import { type DomainId, parseDomainId } from '../customer.ts'
import { type OptionId, optionIds } from '../option.ts'
import { type Intent, intents } from './intent.ts'

/** A question that was understood: these things about these customers. Nothing stands in it twice. */
export interface About {
  /** One to three. */
  readonly customers: readonly DomainId[]
  /** Empty: whatever there is to know at a glance. */
  readonly intents: readonly Intent[]
  /** Empty: what is asked is not about single options. At most `mostOptions`. */
  readonly options: readonly OptionId[]
}

/** More in one answer would be a list, which a command gives. */
export const mostCustomers = 3

/** As many as there are to be named: each is a read of its own. */
const mostOptions = optionIds.length

const nothing = '-'
const optionForm = /^[A-Z][A-Z0-9_]{0,19}$/

/** A command line that asks it: `about 10000001 plan,trial DRV`. */
export function aboutLine({ customers, intents, options }: About): string {
  const named = distinct(options).slice(0, mostOptions)
  const asked = distinct(intents).join(',') || nothing
  const optional = named.length > 0 ? [named.join(',')] : []
  return ['about', distinct(customers).join(','), asked, ...optional].join(' ')
}

/** Reads the words behind `about`; undefined for what `aboutLine` would not write, repeats aside. */
export function readAbout(words: readonly string[]): About | undefined {
  const [ids = '', wanted = nothing, named = '', ...surplus] = words
  const customers = distinct(ids.split(','))
  const asked = wanted === nothing ? [] : distinct(wanted.split(','))
  const options = named === '' ? [] : distinct(named.split(','))
  const isFit =
    customers.length <= mostCustomers &&
    customers.every((id) => parseDomainId(id) !== undefined) &&
    asked.every((intent) => intents.some((known) => known === intent)) &&
    options.length <= mostOptions &&
    options.every((option) => optionForm.test(option)) &&
    surplus.length === 0
  return isFit
    ? { customers: customers as DomainId[], intents: asked as Intent[], options: options as OptionId[] }
    : undefined
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}
