import { card, type Fact } from '../../core/card.ts'
import type { Administrator } from '../../core/customer.ts'
import { data, say } from '../../core/phrase.ts'
import { defineCommand } from '../command.ts'
import { openCustomer } from '../related-actions.ts'
import { companyName } from './company-name.ts'
import { factIf, textFact } from './facts.ts'

/** Personal data, so for the asker alone and behind a button of its own. */
export const contact = defineCommand(
  { name: 'contact', takes: { customer: 'required' }, example: '10000001', isHidden: true, isPrivate: true },
  async ({ customer: id }, asked) => {
    const found = await asked.partner.customer(id, asked.call)
    return card({
      title: say('contact.title', { company: companyName(found) }),
      ...(found.administrator ? {} : { lead: say('contact.none') }),
      facts: [
        ...(found.administrator ? administratorFacts(found.administrator) : []),
        textFact('label.phone', found.phoneNumber),
      ],
      actions: [openCustomer(id)],
      notes: [say('contact.private')],
    })
  },
)

function administratorFacts(person: Administrator): Fact[] {
  const cellphone = [person.countryCode, person.cellphone].filter(Boolean).join(' ')
  return [
    textFact('label.administrator', [person.lastName, person.firstName].filter(Boolean).join(' ')),
    textFact('label.administratorId', person.id),
    textFact('label.privateEmail', person.privateEmail),
    ...factIf('label.cellphone', person.cellphone ? cellphone : null, data),
  ]
}
