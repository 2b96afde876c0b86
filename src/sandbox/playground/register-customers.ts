import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../core/calendar.ts'
import type { SeedCustomer } from '../world/seed-customer.ts'
import type { World } from '../world/world.ts'
import { noteOf } from './note-of.ts'

/** As many as fit above the line of the page. */
const mostFound = 7

/**
 * `GET /_sandbox/customers?like=…`: the first customers whose domain ID begins so, or whose name, domain or note holds
 * it; without `like` the first ones of all.
 */
export function registerCustomers(
  app: FastifyInstance,
  { customers }: World,
  today: (zone: string) => CalendarDate,
): void {
  app.get<{ Querystring: { like?: string | string[] } }>('/_sandbox/customers', async ({ query }) => {
    const wanted = fold(String(query.like ?? '').trim())
    return customers
      .values()
      .map((customer) => describe(customer, today(customer.zone)))
      .filter(
        ({ id, name, domain, note }) =>
          id.startsWith(wanted) || [name, domain, note].some((text) => fold(text).includes(wanted)),
      )
      .take(mostFound)
      .map(({ id, name, note }) => ({ id, name, note }))
      .toArray()
  })
}

function describe(customer: SeedCustomer, today: CalendarDate) {
  const { domainId, companyName, domain } = customer
  return { id: domainId.toString(), name: companyName, domain, note: noteOf(customer, today) }
}

/** Without regard to case and width. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
