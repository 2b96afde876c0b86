import type { Method } from '../method.ts'
import { refuseScope } from '../scopes.ts'

export const listGroup: Method = ({ usergroup }, { team, scopes }) => {
  const refusal = refuseScope('usergroups:read', scopes)
  if (refusal) return refusal
  if (usergroup === undefined)
    return { error: 'invalid_arguments', message: '[ERROR] missing required field: usergroup' }
  const group = team.userGroups.find(({ id }) => id === usergroup)
  return group ? { users: group.people } : { error: 'no_such_subteam' }
}
