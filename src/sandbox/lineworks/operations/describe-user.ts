import { jsonAnswer } from '../../answer.ts'
import { apiError } from '../../works-api/api-error.ts'
import { writeJson } from '../../world/wire-row.ts'
import type { Operation } from '../operation.ts'
import { findPerson, toEmail, toProfile, toUser } from '../people.ts'

/** What is shown for which scopes, the fullest first. https://developers.worksmobile.com/jp/docs/user-get-profile */
const views = [
  { scopes: ['user', 'user.read', 'directory', 'directory.read'], show: toUser },
  { scopes: ['user.profile.read'], show: toProfile },
  { scopes: ['user.email.read'], show: toEmail },
]

/** https://developers.worksmobile.com/en/docs/user-get */
export const describeUser: Operation = {
  name: 'users.get',
  method: 'GET',
  path: '/users/:userId',
  scopes: views.flatMap((view) => view.scopes),
  answer({ params: { userId = '' }, scopes }) {
    const person = findPerson(userId)
    const view = views.find((candidate) => candidate.scopes.some((scope) => scopes.includes(scope)))
    if (!person || !view) return apiError(404, 'USER_NOT_EXIST', 'The user does not exist.')
    return jsonAnswer(writeJson(view.show(person)))
  },
}
