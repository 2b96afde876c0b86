import { z } from 'zod'
import { findPerson, type Person } from './people.ts'
import { findRoom, isOpenTo, type Room } from './rooms.ts'

/** Why something cannot be done in a person's name. */
export class WrongWish extends Error {
  readonly statusCode = 400
}

/** Throws a `WrongWish` for a body of another shape. */
export function readWish<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw new WrongWish(z.prettifyError(parsed.error))
  return parsed.data
}

/** Somebody, in a room that is theirs to write in. Throws a `WrongWish` otherwise. */
export function findActor(
  personId: string,
  roomId: string,
): { readonly person: Person; readonly room: Room } {
  const person = findPerson(personId)
  const room = findRoom(roomId)
  if (!person || !room) throw new WrongWish('There is no such person or room.')
  if (!isOpenTo(room, person)) throw new WrongWish('This room is not open to this person.')
  return { person, room }
}
