import { WrongWish } from '../wish.ts'
import { findPerson, type Person } from './people.ts'
import { findRoom, isOpenTo, type Room } from './rooms.ts'

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
