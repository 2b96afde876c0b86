import type { Customer } from '../../core/customer.ts'
import { type Phrase, parts, say } from '../../core/phrase.ts'
import type { Gathered } from './gather.ts'

/** Which ways to reach somebody are on file, and nothing of what they are: whole rooms read this. */
export function tellContact({ customer }: Gathered): Phrase[] {
  const kinds = contactKinds(customer)
  return [
    kinds.length > 0
      ? say('about.contact.onFile', { list: parts(...kinds.map((label) => say(label))) })
      : say('about.contact.none'),
  ]
}

/** What there is to be shown to somebody alone. */
export function contactKinds({
  administrator,
  phoneNumber,
}: Pick<Customer, 'administrator' | 'phoneNumber'>) {
  const { lastName, firstName, privateEmail, cellphone } = administrator ?? {}
  const kinds = [
    ['label.administrator', lastName?.trim() || firstName?.trim()],
    ['label.privateEmail', privateEmail?.trim()],
    ['label.cellphone', cellphone?.trim()],
    ['label.phone', phoneNumber?.trim()],
  ] as const
  return kinds.flatMap(([label, given]) => (given ? [label] : []))
}
