import type { Claims } from '../../core/claims.ts'
import { DeskError } from '../../core/errors.ts'
import type { Marks } from '../../core/marks.ts'
import type { Asked } from '../command.ts'

/** Throws where nobody can take anything on, because there is nowhere to keep it. */
export function claimsOf({ claims, call }: Asked): Claims {
  return claims ?? missing('claims', call)
}

/** Throws where nothing can be marked, because there is nowhere to keep it. */
export function marksOf({ marks, call }: Asked): Marks {
  return marks ?? missing('marks', call)
}

function missing(what: string, { text }: Asked['call']): never {
  throw new DeskError('internal', `${text.split(' ')[0]}: there is no store to keep ${what} in`)
}
