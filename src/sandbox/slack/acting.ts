import type { FastifyReply } from 'fastify'
import { type Person, people } from './people.ts'

/** Somebody of the sandbox who can be acted for. */
export function findActor(id: string): Person | undefined {
  return people.find((person) => person.id === id)
}

export function refuse(reply: FastifyReply, error: string): FastifyReply {
  return reply.code(400).send({ error })
}
