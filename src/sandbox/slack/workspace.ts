import { randomBytes } from 'node:crypto'
import type { SandboxContext } from '../context.ts'
import type { Message } from '../messages.ts'
import { ResponseUrls } from './response-urls.ts'

/** Who says something, where, and to whom. */
export interface Utterance {
  readonly room: string
  /** `bot`, or the id of a person. */
  readonly author: string
  readonly payload: Message['payload']
  /** The only reader. */
  readonly onlyFor?: string
  readonly thread?: string
}

/** The Slack workspace of the sandbox: what its routes share. */
export interface Workspace {
  readonly context: SandboxContext
  readonly teamId: string
  readonly responseUrls: ResponseUrls
  /** Records a message and gives its `ts`. */
  say(utterance: Utterance): string
  /** Seconds since the epoch with six decimals, never the same twice. */
  nextTs(): string
}

export const teamDomain = 'sunrise-partners'
export const teamName = 'Sunrise Partners'
export const appId = 'A0DESKAPP00'
export const botId = 'B0DESKBOT00'

export function createWorkspace(context: SandboxContext): Workspace {
  const { clock, messages, secrets } = context
  let count = 0
  const nextTs = () => {
    count += 1
    return `${Math.floor(clock.wall() / 1000)}.${String(count).padStart(6, '0')}`
  }

  return {
    context,
    teamId: secrets.slackTeamId,
    responseUrls: new ResponseUrls(() => clock.wall()),
    nextTs,
    say({ room, author, payload, onlyFor, thread }) {
      const id = nextTs()
      messages.add({
        id,
        platform: 'slack',
        workspace: secrets.slackTeamId,
        room,
        ...(thread === undefined ? {} : { thread }),
        ...(onlyFor === undefined ? {} : { person: onlyFor }),
        author,
        ephemeral: onlyFor !== undefined,
        at: new Date(clock.now()).toISOString(),
        payload,
      })
      return id
    },
  }
}

/** Blocks without an id get one when they are posted, as in Slack. */
export function nameBlocks(blocks: readonly object[]): object[] {
  const prefix = randomBytes(3).toString('base64url')
  return blocks.map((block, index) => ({ block_id: `${prefix}${index}`, ...block }))
}
