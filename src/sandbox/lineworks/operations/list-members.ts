import { type Answer, jsonAnswer } from '../../answer.ts'
import { apiError, invalidParameter } from '../../works-api/api-error.ts'
import { createCursors } from '../../works-api/cursor.ts'
import { findGroup } from '../groups.ts'
import type { Operation } from '../operation.ts'

const largestCount = 100

/** Members by themselves, not those of a group in the group. https://developers.worksmobile.com/en/docs/group-member-list */
export const listMembers: Operation = {
  name: 'groups.members.list',
  method: 'GET',
  path: '/groups/:groupId/members',
  scopes: ['directory', 'directory.read', 'group', 'group.read'],
  answer({ params: { groupId = '' }, query }, { context }): Answer {
    const { count = String(largestCount), cursor } = query
    const size = Number(count)
    if (!Number.isInteger(size) || size < 1 || size > largestCount)
      return invalidParameter(`count must be 1 to ${largestCount}.`)
    const group = findGroup(groupId)
    if (!group) return apiError(404, 'GROUP_NOT_EXIST', 'The group does not exist.')
    // Of this list alone: its order is the group's own.
    const list = { orderBy: group.id }
    const cursors = createCursors(context.secrets.worksClientSecret)
    const position = cursor === undefined ? { after: 0, ...list } : cursors.read(String(cursor))
    if (position?.orderBy !== group.id) return invalidParameter('cursor is invalid.')
    const end = position.after + size
    const nextCursor = end < group.members.length ? cursors.write({ after: end, ...list }) : null
    const members = group.members.slice(position.after, end).map((each) => ({ ...each, externalKey: null }))
    return jsonAnswer({ members, responseMetaData: { nextCursor } })
  },
}
