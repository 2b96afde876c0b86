/** What a platform says of the ids that are listed as people who may ask, for the operator. */
export interface ListedCheck {
  readonly people: readonly string[]
  /** Ids of groups that could be read. */
  readonly groups: readonly string[]
  /** How many people the groups hold together, those within them included. */
  readonly inGroups: number
  /** What could not be asked about, and why. */
  readonly unread: readonly { readonly id: string; readonly reason: string }[]
}

/** The listed ids that no platform knows, as far as all of them could be asked. */
export function unknownAmong(listed: readonly string[], checks: readonly ListedCheck[]): readonly string[] {
  const told = checks.flatMap(({ people, groups, unread }) => [
    ...people,
    ...groups,
    ...unread.map(({ id }) => id),
  ])
  return [...new Set(listed)].filter((id) => !told.includes(id))
}
