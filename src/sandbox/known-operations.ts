import type { FaultTarget } from './faults.ts'
import { operations } from './lineworks/operations.ts'
import { customerOperations } from './partner/operations.ts'
import { appMethods, methods } from './slack/methods.ts'

/** What a fault can be set for, by target. */
export const knownOperations: Readonly<Record<FaultTarget, readonly string[]>> = {
  partner: ['customers.list', ...customerOperations.map(({ name }) => name)],
  auth: ['token', 'revoke'],
  slack: [...Object.keys(methods), ...Object.keys(appMethods), 'response_url'],
  lineworks: operations.map(({ name }) => name),
}
