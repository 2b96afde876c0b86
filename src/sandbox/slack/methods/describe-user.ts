import type { Method } from '../method.ts'
import { findPerson, toSlackUser } from '../people.ts'
import { isTrue } from '../read-arguments.ts'

/** `users.info` */
export const describeUser: Method = (given, { context, team }) => {
  const person = findPerson(team, given.user)
  if (!person) return { error: 'user_not_found' }
  return { user: toSlackUser(person, team.id, context.clock.wall(), isTrue(given.include_locale)) }
}
