import type { Audit, Audited } from '../core/audit.ts'
import type { Call } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import type { CommandSpec } from '../core/command.ts'
import type { DomainId } from '../core/customer.ts'
import { DeskError } from '../core/errors.ts'

/** What a call turns out to be about, while it is answered. */
export interface Matter {
  /** Undefined for what is no command. */
  readonly spec: CommandSpec | undefined
  /** Each goes on record by itself; empty where none was made out. */
  domainIds: readonly DomainId[]
}

/** Puts calls on record, whatever the platform. */
export function createAuditing(audit: Audit | undefined) {
  function note(call: Call, matter: Matter, outcome: Audited['outcome']): void {
    for (const row of auditedOf(call, matter, outcome)) audit?.note(row)
  }

  return {
    /** To be waited for before the card is given: what is personal must be on record first, and rejects otherwise. */
    async answered(call: Call, matter: Matter, { kind }: Card): Promise<void> {
      if (!matter.spec?.isPrivate || kind !== 'answer') note(call, matter, kind)
      else await Promise.all(auditedOf(call, matter, kind).map((row) => write(audit, row)))
    },
    failed: (call: Call, matter: Matter) => note(call, matter, 'error'),
    unclear: (call: Call) => note(call, { spec: undefined, domainIds: [] }, 'usage'),
    refused: (call: Call, spec: CommandSpec | undefined) => note(call, { spec, domainIds: [] }, 'refused'),
  }
}

function auditedOf(
  { platform, workspace, room, person, isForRoom = false }: Call,
  { spec, domainIds }: Matter,
  outcome: Audited['outcome'],
): Audited[] {
  const isShared = isForRoom && outcome === 'answer'
  const row = { platform, workspace, room, person, command: spec?.name ?? null, outcome, isShared }
  return (domainIds.length > 0 ? domainIds : [null]).map((domainId) => ({ ...row, domainId }))
}

async function write(audit: Audit | undefined, audited: Audited): Promise<void> {
  if (!audit) throw new DeskError('store_down', 'there is no store to keep the audit in')
  await audit.write(audited).catch((cause: unknown) => {
    throw new DeskError('store_down', 'the audit row was not written', { cause })
  })
}
