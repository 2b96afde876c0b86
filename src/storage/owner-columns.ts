import type { Call } from '../core/call.ts'
import type { ClaimOwner } from '../core/claims.ts'
import type { ClaimRow } from './schema.ts'
import { withoutNul } from './without-nul.ts'

type OwnerColumns = Pick<ClaimRow, 'platform' | 'workspace' | 'person' | 'person_name'>

/** Somebody in the columns that claims and marks have for them. */
export function ownerColumns({ platform, workspace, person, name }: ClaimOwner): OwnerColumns {
  return { platform, workspace, person, person_name: withoutNul(name) }
}

/** The same back. */
export function toOwner({ platform, workspace, person, person_name: name }: OwnerColumns): ClaimOwner {
  return { platform: platform as Call['platform'], workspace, person, name }
}
