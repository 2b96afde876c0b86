import { randomBytes } from 'node:crypto'
import type { SandboxContext } from '../context.ts'
import type { Message } from '../messages.ts'
import { type SetTimer, setRealTimer } from '../set-timer.ts'
import { createEventSender, type EventSender } from './events/event-sender.ts'
import type { Installation } from './installation.ts'
import { createPace, type Pace } from './pace.ts'
import { ResponseUrls } from './response-urls.ts'
import type { Team } from './team.ts'
import { createSlackMarkup } from './to-slack-markup.ts'
import { createTriggers, type Triggers } from './triggers.ts'
import { createViews, type Views } from './views/views.ts'

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

/** A Slack workspace of the sandbox: what its routes share. */
export interface Workspace {
  readonly context: SandboxContext
  readonly team: Team
  readonly installation: Installation
  readonly responseUrls: ResponseUrls
  readonly triggers: Triggers
  readonly views: Views
  readonly pace: Pace
  readonly events: EventSender
  /** What the bot may do. */
  readonly scopes: readonly string[]
  /** Records a message and gives its `ts`. */
  say(utterance: Utterance): string
  nextTs(): string
  /** What Slack makes of a line that is typed here. */
  toMarkup(typed: string): string
  /** Ends all that was handed out and opened apart from tokens, and what would be sent again. */
  reset(): void
}

export interface WorkspaceOptions {
  readonly team: Team
  readonly installation: Installation
  /** Of all workspaces, for messages go by it. */
  readonly nextTs: () => string
  /** How many times faster than real time messages may follow each other. */
  readonly timeScale?: number
  /** For what is sent to the desk again; real time unless given. */
  readonly setTimer?: SetTimer
}

export const appId = 'A0DESKAPP00'

export function createWorkspace(
  context: SandboxContext,
  { team, installation, nextTs, timeScale = 1, setTimer = setRealTimer }: WorkspaceOptions,
): Workspace {
  const { clock, messages } = context
  const wall = () => clock.wall()
  const responseUrls = new ResponseUrls(wall)
  const triggers = createTriggers(wall)
  const views = createViews()
  const pace = createPace({ wall, timeScale })
  const events = createEventSender(context, setTimer)

  return {
    context,
    team,
    installation,
    responseUrls,
    triggers,
    views,
    pace,
    events,
    nextTs,
    get scopes() {
      return installation.scopes
    },
    say({ room, author, payload, onlyFor, thread }) {
      const id = nextTs()
      messages.add({
        id,
        platform: 'slack',
        workspace: team.id,
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
    toMarkup: createSlackMarkup(team),
    reset() {
      for (const part of [responseUrls, triggers, views, pace, events]) part.clear()
      installation.reset()
    },
  }
}

/** Blocks without an id get one when they are posted, as in Slack. */
export function nameBlocks(blocks: readonly object[]): object[] {
  const prefix = randomBytes(3).toString('base64url')
  return blocks.map((block, index) => ({ block_id: `${prefix}${index}`, ...block }))
}
