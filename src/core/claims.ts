import type { Instant } from './calendar.ts'
import type { Call } from './call.ts'
import type { Item } from './item.ts'

/** Somebody's word to see to one thing that ends. */
export interface Claim {
  readonly item: Item
  readonly owner: ClaimOwner
  readonly at: Instant
}

export interface ClaimOwner {
  readonly platform: Call['platform']
  readonly workspace: string
  readonly person: string
  /** What colleagues know the person by. */
  readonly name: string
}

/** Who sees to what; one person at most for one thing. */
export interface Claims {
  /** Resolves with whoever has it afterwards: the one who asks, unless somebody else was first. */
  take(item: Item, owner: ClaimOwner): Promise<Claim>
  /** Takes it from whoever has it. */
  takeOver(item: Item, owner: ClaimOwner): Promise<Claim>
  /** Lets go of what this person has; nothing where another has it. */
  release(item: Item, owner: Omit<ClaimOwner, 'name'>): Promise<void>
  all(): Promise<readonly Claim[]>
}

/** A name stands in every line of a list. */
const longestName = 100

/** The one who asks; by id where the platform tells no name. */
export function ownerOf({ platform, workspace, person, personName }: Call): ClaimOwner {
  const name = [...(personName?.trim() ?? '')].slice(0, longestName).join('')
  return { platform, workspace, person, name: name || person }
}

/** Whether it is the claim of the one who asks. */
export function isOwn({ owner }: Claim, { platform, workspace, person }: Call): boolean {
  return owner.platform === platform && owner.workspace === workspace && owner.person === person
}
