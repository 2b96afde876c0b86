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
  domainId: DomainId | null
}

/** Puts calls on record, whatever the platform. */
export function createAuditing(audit: Audit | undefined) {
  return {
    /** To be waited for before the card is given: what is personal must be on record first, and rejects otherwise. */
    async answered(call: Call, { spec, domainId }: Matter, { kind }: Card): Promise<void> {
      const audited = auditedOf(call, spec, domainId, kind)
      if (!spec?.isPrivate || kind !== 'answer') audit?.note(audited)
      else await write(audit, audited)
    },
    failed(call: Call, { spec, domainId }: Matter): void {
      audit?.note(auditedOf(call, spec, domainId, 'error'))
    },
    refused(call: Call, spec: CommandSpec | undefined): void {
      audit?.note(auditedOf(call, spec, null, 'refused'))
    },
  }
}

function auditedOf(
  { platform, workspace, room, person, isForRoom = false }: Call,
  spec: CommandSpec | undefined,
  domainId: DomainId | null,
  outcome: Audited['outcome'],
): Audited {
  const isShared = isForRoom && outcome === 'answer'
  return { platform, workspace, room, person, command: spec?.name ?? null, domainId, outcome, isShared }
}

async function write(audit: Audit | undefined, audited: Audited): Promise<void> {
  if (!audit) throw new DeskError('store_down', 'there is no store to keep the audit in')
  await audit.write(audited).catch((cause: unknown) => {
    throw new DeskError('store_down', 'the audit row was not written', { cause })
  })
}
