import { readPostback } from './buttons.ts'
import type { CallbackEvent } from './event.ts'
import type { CutMention } from './mention.ts'

/** Whom the bot speaks to. */
export interface Recipient {
  readonly kind: 'users' | 'channels'
  readonly id: string
}

/** A command, or a button that stands for one. */
export interface Asked {
  readonly kind: 'asked'
  readonly to: Recipient
  readonly person: string
  readonly domain: string
  readonly command: string
  readonly page: number
  /** Past the cache. */
  readonly fresh: boolean
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

type Wish = Pick<Asked, 'command' | 'page' | 'fresh'>

type Said = Extract<CallbackEvent, { type: 'message' | 'postback' }>

/** A button says more than the line that stands for it. */
function readWish(event: Said, isGroup: boolean, options: HearOptions): Wish | undefined {
  const button = readPostback((event.type === 'postback' ? event.data : event.content.postback) ?? undefined)
  if (button) return { command: button.command, page: button.page, fresh: button.kind === 'refresh' }
  if (event.type === 'postback') return isGroup ? undefined : asTyped('help')

  const { type, text } = event.content
  const line = type === 'text' ? (text ?? '') : ''
  const command = isGroup ? commandInGroup(line, options) : commandInDirectRoom(line, options)
  return command === undefined ? undefined : asTyped(command || 'help')
}

const asTyped = (command: string): Wish => ({ command, page: 1, fresh: false })

/** Every line is meant for the bot; a sticker or a picture gets help. */
function commandInDirectRoom(line: string, { cutMention }: HearOptions): string {
  return withoutSlash(cutMention(line) ?? line)
}

/** A room of several talks about other things, and to other bots. */
function commandInGroup(line: string, { cutMention, isCommand }: HearOptions): string | undefined {
  const mentioned = cutMention(line)
  if (mentioned !== undefined) return withoutSlash(mentioned)
  const command = withoutSlash(line)
  return command !== line.trim() && isCommand(command) ? command : undefined
}

/** The slash of a command may be typed at full width. */
function withoutSlash(line: string): string {
  return line.trim().replace(/^[/／](?![\s/／])/, '')
}
