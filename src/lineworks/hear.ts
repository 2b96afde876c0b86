import type { Locale } from '../core/locale.ts'
import { type Press, readPostback } from './buttons.ts'
import type { CallbackEvent } from './event.ts'
import type { CutMention } from './mention.ts'
import { withoutPeople } from './without-people.ts'

/** Whom the bot speaks to. */
export interface Recipient {
  readonly kind: 'users' | 'channels'
  readonly id: string
}

/** A message to the bot, or a button of its own. */
export interface Asked {
  readonly kind: 'asked'
  readonly to: Recipient
  readonly person: string
  readonly domain: string
  /** As it was typed, without the bot's name; of a button its command line. */
  readonly text: string
  /** A person's own words: a command line, a question, or nothing that is asked. */
  readonly isTyped: boolean
  readonly page: number
  /** Past the cache. */
  readonly fresh: boolean
  /** What the answer above a button was spoken in, where that is not its reader's own. */
  readonly locale: Locale | undefined
}

/** The same from a domain that the bot does not answer. */
export interface Foreign extends Omit<Asked, 'kind'> {
  readonly kind: 'foreign'
}

/** What calls for words of the bot. */
export type Heard =
  | Asked
  | Foreign
  | { readonly kind: 'greeted'; readonly to: Recipient; readonly domain: string }

export interface HearOptions {
  readonly cutMention: CutMention
  readonly isCommand: (line: string) => boolean
  /** Undefined: wherever the bot has been added. */
  readonly allowedDomains: readonly string[] | undefined
}

/**
 * What an event asks of the bot. Undefined where it does not address it: a group room's other talk, and the arrival
 * of a bot in a foreign domain.
 */
export function hear(event: CallbackEvent, options: HearOptions): Heard | undefined {
  const { type, source } = event
  const { domainId: domain } = source
  const isForeign = options.allowedDomains?.includes(domain) === false
  if (type === 'begin' || type === 'join') {
    // A direct room has a channel id here, and nowhere else.
    const to: Recipient =
      type === 'begin'
        ? { kind: 'users', id: event.source.userId }
        : { kind: 'channels', id: event.source.channelId }
    return isForeign ? undefined : { kind: 'greeted', to, domain }
  }

  const { userId: person, channelId } = event.source
  const to: Recipient = channelId ? { kind: 'channels', id: channelId } : { kind: 'users', id: person }
  const wish = readWish(event, to.kind === 'channels', options)
  if (!wish) return undefined
  return { kind: isForeign ? 'foreign' : 'asked', to, person, domain, ...wish }
}

type Wish = Pick<Asked, 'text' | 'isTyped' | 'page' | 'fresh' | 'locale'>

type Said = Extract<CallbackEvent, { type: 'message' | 'postback' }>

/** A button says more than the line that stands for it. */
function readWish(event: Said, isGroup: boolean, options: HearOptions): Wish | undefined {
  const button = readPostback((event.type === 'postback' ? event.data : event.content.postback) ?? undefined)
  if (button) return readButton(button)
  if (event.type === 'postback') return isGroup ? undefined : help

  const { type, text } = event.content
  const line = type === 'text' ? withoutPeople(text ?? '') : ''
  const typed = isGroup ? typedInGroup(line, options) : typedInDirectRoom(line, options)
  if (typed === undefined) return undefined
  return isWordless(typed) ? help : { ...help, text: typed, isTyped: true }
}

function readButton({ kind, page, command, locale }: Press): Wish {
  return { text: command, isTyped: false, page, fresh: kind === 'refresh', locale }
}

const help: Wish = { text: 'help', isTyped: false, page: 1, fresh: false, locale: undefined }

/** Every line is meant for the bot; a sticker or a picture gets help. */
function typedInDirectRoom(line: string, { cutMention }: HearOptions): string {
  return (cutMention(line) ?? line).trim()
}

/** A room of several talks about other things, and to other bots. */
function typedInGroup(line: string, { cutMention, isCommand }: HearOptions): string | undefined {
  const mentioned = cutMention(line)
  if (mentioned !== undefined) return mentioned.trim()
  const typed = line.trim()
  return slashed.test(typed) && isCommand(typed) ? typed : undefined
}

/** The slash of a command may be typed at full width. */
const slashed = /^[/／](?![\s/／])/

/** Somebody wonders what to say, or does not know how to go on. */
function isWordless(text: string): boolean {
  return /^[\s\p{Cf}/／?？]*$/u.test(text)
}
