import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Person } from './people.ts'
import type { Room } from './rooms.ts'
import type { Team } from './team.ts'

/** What a wish to act may say of where: the playground's workspace unless it names another by its team id. */
export const inWorkspace = { workspace: z.string().optional() }

/** Somebody of a workspace who can be acted for. */
export function findActor({ people }: Team, id: string): Person | undefined {
  return people.find((person) => person.id === id)
}

/** Whether a person may write here: not in other people's direct messages; strangers just where a channel is shared. */
export function mayWrite(person: Person, room: Room): boolean {
  if (person.kind === 'stranger') return room.isShared
  return room.person === undefined || room.person === person.id
}

export function refuseWorkspace(reply: FastifyReply): FastifyReply {
  return refuse(reply, 'There is no such workspace.')
}

export function refuse(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(400).send({ error })
}
