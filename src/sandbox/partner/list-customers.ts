import type { CalendarDate } from '../../core/calendar.ts'
import { type Answer, jsonAnswer } from '../answer.ts'
import { invalidParameter } from '../works-api/api-error.ts'
import type { Cursors } from '../works-api/cursor.ts'
import { customerRow } from '../world/rows.ts'
import type { SeedCustomer } from '../world/seed-customer.ts'
import { writeJson } from '../world/wire-row.ts'
import type { World } from '../world/world.ts'

const usualCount = 10
const largestCount = 30
const usualOrder = 'name asc'
const orders = [usualOrder, 'name desc']

/** What the list's query holds, decoded. A parameter that is given twice comes as a list, and is refused. */
export type ListQuery = Readonly<Record<string, unknown>>

/** Answers the customer list. The order is by company name, as plain text. */
export function createCustomerList(world: World, cursors: Cursors, today: (zone: string) => CalendarDate) {
  const byName = world.customers.toSorted((a, b) => compare(a.companyName, b.companyName))
  const inOrder: Readonly<Record<string, readonly SeedCustomer[]>> = {
    'name asc': byName,
    'name desc': byName.toReversed(),
  }

  return (query: ListQuery): Answer => {
    const { count = String(usualCount), cursor, domain, orderBy = usualOrder } = query
    if (typeof count !== 'string' || !/^\d{1,2}$/.test(count)) return invalidParameter('count is invalid.')
    const size = Number(count)
    if (size < 1 || size > largestCount) return invalidParameter(`count must be 1 to ${largestCount}.`)
    if (typeof orderBy !== 'string' || !orders.includes(orderBy))
      return invalidParameter('orderBy is invalid.')

    const position = cursor === undefined ? { after: 0, orderBy } : readCursor(cursors, cursor)
    if (!position) return invalidParameter('cursor is invalid.')

    const ordered = inOrder[position.orderBy] ?? byName
    const matching = domain === undefined ? ordered : ordered.filter((customer) => customer.domain === domain)
    const end = position.after + size
    const nextCursor = end < matching.length ? cursors.write({ after: end, orderBy: position.orderBy }) : null
    const customers = matching
      .slice(position.after, end)
      .map((customer) => customerRow(customer, today(customer.zone)))
    return jsonAnswer(writeJson({ customers, responseMetaData: { nextCursor } }))
  }
}

function readCursor(cursors: Cursors, cursor: unknown) {
  return typeof cursor === 'string' ? cursors.read(cursor) : undefined
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
