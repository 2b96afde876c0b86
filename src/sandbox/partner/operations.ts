import type { CalendarDate } from '../../core/calendar.ts'
import { type Answer, jsonAnswer } from '../answer.ts'
import { nothingSet } from '../works-api/api-error.ts'
import { customerRow, optionRows, renewalRow, subscriptionRows, taskRowOf, taskRows } from '../world/rows.ts'
import type { SeedCustomer } from '../world/seed-customer.ts'
import { type WireRow, writeJson } from '../world/wire-row.ts'

/** One read of a customer. `name` is what faults and rate windows go by. */
export interface CustomerOperation {
  readonly name: string
  /** Below `/partners/customers/:domainId`. */
  readonly path: string
  readonly read: (customer: SeedCustomer, today: CalendarDate, optionId: string) => Answer
}

const answer = (row: WireRow): Answer => jsonAnswer(writeJson(row))

/** The reads of one customer that this stand-in knows; the list of customers stands apart. */
export const customerOperations: readonly CustomerOperation[] = [
  { name: 'customers.get', path: '', read: (customer, today) => answer(customerRow(customer, today)) },
  {
    name: 'subscriptions.list',
    path: '/subscriptions',
    read: (customer, today) => answer({ subscriptions: subscriptionRows(customer, today) }),
  },
  {
    name: 'optionProducts.list',
    path: '/option-products',
    read: (customer, today) => answer({ optionProducts: optionRows(customer, today) }),
  },
  {
    name: 'optionProducts.renewal',
    path: '/option-products/:optionProductId/renewal',
    read: (customer, today, optionId) => answerOne(customer, renewalRow(customer, today, optionId)),
  },
  {
    name: 'optionProductOrders.list',
    path: '/option-product-orders',
    read: (customer, today) => answer({ optionProductOrders: taskRows(customer, today) }),
  },
  {
    name: 'optionProductOrders.get',
    path: '/option-product-orders/:optionProductId',
    read: (customer, today, optionId) => answerOne(customer, taskRowOf(customer, today, optionId)),
  },
]

function answerOne(customer: SeedCustomer, row: WireRow | undefined): Answer {
  return row ? answer(row) : nothingSet(customer.domainId)
}
