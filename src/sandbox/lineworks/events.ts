import type { WireRow } from '../world/wire-row.ts'
import type { Person } from './people.ts'
import type { Room } from './rooms.ts'

/** Message events of a direct room name no channel. https://developers.worksmobile.com/en/docs/bot-callback-message */
export function messageEvent(person: Person, room: Room, text: string, postback?: string): WireRow {
  const { id: userId, domainId } = person
  const inChannel = room.kind === 'group' ? { channelId: room.channelId } : {}
  const withPostback = postback === undefined ? {} : { postback }
  return {
    type: 'message',
    source: { userId, ...inChannel, domainId },
    content: { type: 'text', text, ...withPostback },
  }
}

/** Postback events name the channel of every room. https://developers.worksmobile.com/jp/docs/bot-callback-postback */
export function postbackEvent(person: Person, room: Room, data: string): WireRow {
  return { type: 'postback', source: sourceOf(person, room), data }
}

/** A direct room begins or ends. https://developers.worksmobile.com/jp/docs/bot-callback-begin */
export function directEvent(type: 'begin' | 'end', person: Person, room: Room): WireRow {
  return { type, source: sourceOf(person, room) }
}

/** The bot comes into a group, or leaves it; by whose hand is not told. */
export function groupEvent(type: 'join' | 'leave', { channelId, domainId }: Room): WireRow {
  return { type, source: { channelId, domainId } }
}

function sourceOf({ id: userId, domainId }: Person, { channelId }: Room): WireRow {
  return { userId, channelId, domainId }
}
