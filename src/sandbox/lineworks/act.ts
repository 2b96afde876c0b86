import { messageEvent, postbackEvent } from './events.ts'
import { type Action, variantOf } from './find-action.ts'
import type { Person } from './people.ts'
import type { Room } from './rooms.ts'
import type { Outcome, Tenant } from './tenant.ts'

/** Says something for a person, and tells the bot of it where it is. */
export async function say(
  person: Person,
  room: Room,
  { text, postback }: { readonly text: string; readonly postback?: string | undefined },
  tenant: Tenant,
): Promise<Outcome> {
  await enter(person, room, tenant)
  tenant.say(room, person.id, { type: 'text', text })
  return tenant.tell(room, messageEvent(person, room, text, postback))
}

/** Does what an action does; undefined for one that stays on the device, such as opening an address. */
export async function press(
  person: Person,
  room: Room,
  action: Action,
  tenant: Tenant,
): Promise<Outcome | undefined> {
  const inOwnLanguage = (field: string) => variantOf(action, field, person.locale)
  if (action.type === 'message') {
    // Templates and the menu need no text; the label is said then.
    const text = inOwnLanguage('text') ?? inOwnLanguage('label') ?? ''
    const postback = typeof action.postback === 'string' ? action.postback : undefined
    return say(person, room, { text, postback }, tenant)
  }
  if (action.type !== 'postback') return undefined
  await enter(person, room, tenant)
  const text = inOwnLanguage('displayText')
  if (text !== undefined) tenant.say(room, person.id, { type: 'text', text })
  return tenant.tell(room, postbackEvent(person, room, String(action.data)))
}

/** A direct room begins with the person's first visit, and anew after its end. */
export async function enter(person: Person, room: Room, tenant: Tenant): Promise<Outcome> {
  return room.kind === 'direct' ? tenant.setBot(room, true, person) : 'not_sent'
}
