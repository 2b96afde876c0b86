import type { Answer } from '../../answer.ts'
import { accessDenied, apiError, invalidParameter } from '../../works-api/api-error.ts'
import { findMessageFault } from '../content/find-content-fault.ts'
import { created, type Operation } from '../operation.ts'
import { findPerson } from '../people.ts'
import { findChannel, findRoom, type Room } from '../rooms.ts'
import type { Tenant } from '../tenant.ts'

const scopes = ['bot', 'bot.message']

/** https://developers.worksmobile.com/jp/docs/bot-user-message-send */
export const sendToUser: Operation = {
  name: 'bot.users.messages',
  method: 'POST',
  path: '/bots/:botId/users/:userId/messages',
  scopes,
  answer({ params: { userId = '' }, body }, tenant) {
    const person = findPerson(userId)
    const room = person && findRoom(person.id)
    if (!person || !room) return accessDenied
    const hasBot = tenant.hasBot(room)
    // The bot is offered to people of its own domain; others have to come to it.
    if (!hasBot && person.kind === 'stranger') return accessDenied
    const answer = send(body, room, tenant)
    // Where the bot is the first to speak, the room begins with that.
    if (answer === created && !hasBot) void tenant.setBot(room, true, person)
    return answer
  },
}

/** https://developers.worksmobile.com/jp/docs/bot-channel-message-send */
export const sendToChannel: Operation = {
  name: 'bot.channels.messages',
  method: 'POST',
  path: '/bots/:botId/channels/:channelId/messages',
  scopes,
  answer({ params: { channelId = '' }, body }, tenant) {
    const room = findChannel(channelId)
    return room && tenant.hasBot(room) ? send(body, room, tenant) : accessDenied
  },
}

function send(body: string, room: Room, tenant: Tenant): Answer {
  const message = readJson(body)
  if (message === undefined) return apiError(400, 'BAD_REQUEST', 'The body is not JSON.')
  const fault = findMessageFault(message)
  if (fault !== undefined) return invalidParameter(fault)
  tenant.say(room, 'bot', (message as { content: Readonly<Record<string, unknown>> }).content)
  return created
}

/** Undefined for what is no JSON. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Told to the caller as such.
    return undefined
  }
}
