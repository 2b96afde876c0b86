import type { CalendarDate } from '../../core/calendar.ts'
import { evolve, type RunningContract } from './evolve.ts'
import type { HeldOption, OptionTask, RowKind, SeedCustomer } from './seed-customer.ts'
import { coreProductIds } from './trade.ts'
import type { WireRow } from './wire-row.ts'

/** The customer object. `productId` is the retiring field that only ever names the core service. */
export function customerRow(seed: SeedCustomer, today: CalendarDate): WireRow {
  const core = evolve(seed, today).contracts.find(({ productId }) => coreProductIds.includes(productId))
  const { tenantId, domainId, domain, ...rest } = seed.profile
  return reshape(seed, 'customer', {
    tenantId,
    domainId,
    domain,
    productId: core?.productId ?? null,
    ...rest,
  })
}

export function subscriptionRows(seed: SeedCustomer, today: CalendarDate): WireRow[] {
  return evolve(seed, today).contracts.map((contract) =>
    reshape(seed, 'subscription', subscriptionRow(seed.domainId, contract)),
  )
}

export function optionRows(seed: SeedCustomer, today: CalendarDate): WireRow[] {
  return evolve(seed, today).options.map((option) => reshape(seed, 'option', optionRow(option)))
}

/** Undefined when nothing is set for that option. */
export function renewalRow(seed: SeedCustomer, today: CalendarDate, optionId: string): WireRow | undefined {
  const option = evolve(seed, today).options.find((held) => held.optionId === optionId && held.renewal)
  if (!option?.renewal) return undefined
  const { type, subOptionId, quantity } = option.renewal
  return reshape(seed, 'renewal', {
    subscriptionId: option.subscriptionId,
    optionProductId: optionId,
    subOptionId,
    type,
    quantity,
  })
}

export function taskRows(seed: SeedCustomer, today: CalendarDate): WireRow[] {
  return evolve(seed, today).tasks.map((task) => reshape(seed, 'task', taskRow(task)))
}

/** Undefined when nothing is scheduled for that option. */
export function taskRowOf(seed: SeedCustomer, today: CalendarDate, optionId: string): WireRow | undefined {
  const task = evolve(seed, today).tasks.find((scheduled) => scheduled.optionId === optionId)
  return task && reshape(seed, 'task', taskRow(task))
}

function reshape(seed: SeedCustomer, kind: RowKind, row: WireRow): WireRow {
  return seed.reshape?.[kind]?.(row) ?? row
}

function subscriptionRow(domainId: bigint, contract: RunningContract): WireRow {
  const { subscriptionId, renewal } = contract
  return {
    domainId,
    subscriptionId,
    productId: contract.productId,
    plan: contract.plan,
    planStartDate: contract.startsOn,
    planEndDate: contract.endsOn,
    licenseAssignType: contract.licenseAssignType,
    licenseCount: contract.licenseCount,
    status: contract.status,
    renewal: renewal ? { subscriptionId, ...renewal } : renewal,
  }
}

function optionRow(option: HeldOption): WireRow {
  return {
    subscriptionId: option.subscriptionId,
    optionProductId: option.optionId,
    subOptionId: option.subOptionId,
    appliedTime: option.addedAt,
    quantity: option.quantity,
    plan: option.plan,
    planStartDate: option.startsOn,
    planEndDate: option.endsOn,
  }
}

function taskRow(task: OptionTask): WireRow {
  return {
    subscriptionId: task.subscriptionId,
    optionProductId: task.optionId,
    subOptionId: task.subOptionId,
    type: task.type,
    quantity: task.quantity,
    applyDate: task.appliesOn,
  }
}
