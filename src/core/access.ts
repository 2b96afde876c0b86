/** Whether somebody is among those who may ask. `unknown`: it could not be learned, which opens nothing. */
export type Access = 'allowed' | 'notListed' | 'unknown'

/** A group, as the platform tells of it. */
export interface Group {
  readonly people: ReadonlySet<string>
  /** Groups that belong to it as a whole. */
  readonly groups: readonly string[]
}

/** Rejects while it cannot be learned. */
export type FindGroup = (id: string) => Promise<Group>

interface AllowedPeople {
  /** People and groups by id, of any platform. Undefined: everybody whom no other rule keeps out. */
  readonly listed: readonly string[] | undefined
  /** What of these may be groups on the platform of the person. */
  readonly groups: readonly string[]
  readonly findGroup: FindGroup
}

/** What nobody belongs to. */
export const emptyGroup: Group = { people: new Set(), groups: [] }

/**
 * Whether a person is listed, or in a listed group, or in a group within one. Groups are asked about only for people
 * who are not listed themselves, and none of them twice. Never rejects.
 */
export async function findAccess(
  person: string,
  { listed, groups, findGroup }: AllowedPeople,
): Promise<Access> {
  if (!listed || listed.includes(person)) return 'allowed'
  const seen = new Set<string>()

  async function look(id: string): Promise<Access> {
    const group = await findGroup(id).catch(() => {
      // Whoever looks groups up has told the operator why.
    })
    if (!group) return 'unknown'
    return group.people.has(person) ? 'allowed' : lookInto(group.groups)
  }

  function lookInto(ids: readonly string[]): Promise<Access> {
    const unseen = [...new Set(ids)].filter((id) => !seen.has(id))
    for (const id of unseen) seen.add(id)
    return joined(unseen.map(look))
  }

  return lookInto(groups)
}

/** The first that lets somebody in, without waiting for the others; otherwise what all of them come to. */
function joined(looks: readonly Promise<Access>[]): Promise<Access> {
  return new Promise((resolve, reject) => {
    for (const look of looks) void look.then((access) => access === 'allowed' && resolve(access), reject)
    Promise.all(looks).then((all) => resolve(all.includes('unknown') ? 'unknown' : 'notListed'), reject)
  })
}
