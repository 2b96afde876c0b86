import type { FastifyReply } from 'fastify'
import { type Person, people } from './people.ts'
import type { Room } from './rooms.ts'

/** Somebody of the sandbox who can be acted for. */
export function findActor(id: string): Person | undefined {
  return people.find((person) => person.id === id)
}

/** Whether a person may write here: not in other people's direct messages; strangers just where a channel is shared. */
export function mayWrite(person: Person, room: Room): boolean {
  if (person.kind === 'stranger') return room.isShared
  return room.person === undefined || room.person === person.id
}

export function refuse(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(400).send({ error })
}
