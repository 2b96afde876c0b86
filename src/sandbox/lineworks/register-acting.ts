import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readWish, WrongWish } from '../wish.ts'
import { enter, press, say } from './act.ts'
import { findAction } from './find-action.ts'
import { findActor } from './find-actor.ts'
import { groups } from './groups.ts'
import { domain, people } from './people.ts'
import { botName, rooms } from './rooms.ts'
import type { Tenant } from './tenant.ts'

const beginSchema = z.strictObject({ person: z.string() })
const messageSchema = z.strictObject({ person: z.string(), room: z.string(), text: z.string().regex(/\S/) })
const pressSchema = z.strictObject({ person: z.string(), message: z.string(), action: z.unknown() })
const menuSchema = z.strictObject({ person: z.string(), room: z.string(), index: z.int().min(0) })
const botSchema = z.strictObject({ person: z.string(), room: z.string(), isMember: z.boolean() })

/** `/_sandbox/lineworks…`: acting for a person of the sandbox. Takes `application/json` only. */
export function registerActing(app: FastifyInstance, tenant: Tenant): void {
  app.removeContentTypeParser('text/plain')
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) =>
    reply.code(error.statusCode ?? 500).send({ error: error.message }),
  )

  app.get('/_sandbox/lineworks', async () => describeTenant(tenant))

  app.post('/_sandbox/lineworks/begin', async ({ body }) => {
    const wish = readWish(beginSchema, body)
    const { person, room } = findActor(wish.person, wish.person)
    return { outcome: await enter(person, room, tenant) }
  })

  app.post('/_sandbox/lineworks/message', async ({ body }) => {
    const wish = readWish(messageSchema, body)
    const { person, room } = findActor(wish.person, wish.room)
    return { outcome: await say(person, room, { text: wish.text }, tenant) }
  })

  app.post('/_sandbox/lineworks/press', async ({ body }) => {
    const wish = readWish(pressSchema, body)
    const message = tenant.context.messages.find(wish.message)
    if (message?.platform !== 'lineworks') throw new WrongWish('There is no such message.')
    const { person, room } = findActor(wish.person, message.room)
    const action = findAction(message.payload, wish.action)
    if (!action) throw new WrongWish('There is no such action in this message.')
    const outcome = await press(person, room, action, tenant)
    if (outcome === undefined) throw new WrongWish('This action is done on the device.')
    return { outcome }
  })

  app.post('/_sandbox/lineworks/menu', async ({ body }) => {
    const wish = readWish(menuSchema, body)
    const { person, room } = findActor(wish.person, wish.room)
    const action = tenant.menu[wish.index]
    if (!action) throw new WrongWish('The menu has no such button.')
    const outcome = await press(person, room, action, tenant)
    if (outcome === undefined) throw new WrongWish('This action is done on the device.')
    return { outcome }
  })

  app.post('/_sandbox/lineworks/bot', async ({ body }) => {
    const wish = readWish(botSchema, body)
    const { person, room } = findActor(wish.person, wish.room)
    const inDirectRoom = room.kind === 'direct' ? [person] : []
    return { outcome: await tenant.setBot(room, wish.isMember, ...inDirectRoom) }
  })
}

function describeTenant({ context: { secrets }, hasBot, menu }: Tenant) {
  return {
    domain: { id: String(domain.id), name: domain.name },
    bot: { id: secrets.worksBotId, name: botName },
    people: people.map(({ id, name, locale, zone, domainId, kind }) => ({
      ...{ id, name, locale, zone, kind },
      domainId: String(domainId),
    })),
    rooms: rooms.map((room) => {
      const { id, name, topic, kind, person } = room
      if (person === undefined) return { id, name, topic, kind, isBotMember: hasBot(room) }
      return { id, name, topic, kind, person, isBotMember: true, isBegun: hasBot(room) }
    }),
    groups,
    menu: menu.map((action) => ({ text: action.label, ...action })),
  }
}
