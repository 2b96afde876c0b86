import { DateTime } from 'luxon'
import { z } from 'zod'
import { embeddedFolder } from '../app/desk-store.ts'
import { addSenders } from '../app/platforms.ts'
import { openSlackInstalls } from '../app/slack-installs.ts'
import { readConfig } from '../config.ts'
import { digestLine } from '../core/digest-arguments.ts'
import { locales } from '../core/locale.ts'
import { digestsOfHolder } from '../holder/ask-holder.ts'
import type { HolderDigests, HolderDigestWish } from '../holder/protocol.ts'
import { byHolderOrHere } from './by-holder-or-here.ts'
import { tellDigests } from './tell-digests.ts'
import { toCell } from './to-cell.ts'
import { withAnswering } from './with-answering.ts'
import { WrongUsage } from './wrong-usage.ts'

/** As typed. */
export interface ShownDigest extends Pick<HolderDigestWish, 'room' | 'format'> {
  readonly platform?: string
  readonly workspace?: string
}

/** A token that is being renewed when all is done is written down first: nobody else has it. */
const renewalMs = 10_000

const roomSchema = z.object({ platform: z.string(), workspace: z.string(), room: z.string() })

/** A digest, as this process or the one that holds the store tells it. */
const digestSchema = roomSchema.extend({
  rule: z.object({
    at: z.string(),
    zone: z.string(),
    days: z.number(),
    locale: z.enum(locales),
    contains: z.string().nullable(),
    everyDay: z.boolean(),
  }),
  nextAt: z.string(),
  paused: z.string().nullable(),
})

/** What became of the digest of one day. */
const slotSchema = roomSchema.extend({
  date: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  link: z.string().nullable(),
})

/** Prints every room's digest, a line each. */
export async function listDigests(environment: NodeJS.ProcessEnv): Promise<void> {
  const digests = digestSchema.array().parse(await withDigests(environment, ({ list }) => list()))
  print(
    digests.map(({ platform, workspace, room, rule, nextAt, paused }) => {
      const next =
        paused === null ? DateTime.fromISO(nextAt, { zone: rule.zone }).toISO() : `paused: ${paused}`
      return [platform, workspace, room, digestLine(rule), next]
    }),
    'no room has a digest',
  )
}

/** Prints what a room would get now. */
export async function showDigest(wish: ShownDigest, environment: NodeJS.ProcessEnv): Promise<void> {
  const output = await withDigests(environment, async ({ list, now }) => {
    const { platform, workspace, room } = oneOf(roomSchema.array().parse(await list()), wish)
    return now({ platform, workspace, room, format: wish.format })
  })
  if (output === undefined) throw new Error('its digest has been ended meanwhile')
  process.stdout.write(`${output}\n`)
}

/** Delivers what is due, and prints what became of it. False where it did not arrive, or that is not known. */
export async function runDigests(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const slots = slotSchema.array().parse(await withDigests(environment, ({ run }) => run()))
  print(
    slots.map(({ platform, workspace, room, date, state, reason, link }) => {
      return [platform, workspace, room, date, state, reason ?? link]
    }),
    'nothing was due',
  )
  return slots.every(({ state }) => state !== 'failed' && state !== 'uncertain')
}

function oneOf(rooms: readonly z.infer<typeof roomSchema>[], wish: ShownDigest) {
  const [found, ...more] = rooms.filter(
    ({ platform, workspace, room }) =>
      room === wish.room &&
      (wish.platform ?? platform) === platform &&
      (wish.workspace ?? workspace) === workspace,
  )
  if (!found) throw new Error(`${wish.room} has no digest; digest list shows the rooms that have one`)
  if (more.length > 0) {
    throw new WrongUsage(`${wish.room} is the name of several rooms: add --platform or --workspace`)
  }
  return found
}

async function withDigests<Told>(
  environment: NodeJS.ProcessEnv,
  use: (digests: HolderDigests) => Promise<Told>,
): Promise<Told> {
  const { told } = await byHolderOrHere(
    embeddedFolder(readConfig(environment)),
    async (folder) => {
      const held = await digestsOfHolder(folder)
      return held && { told: await use(held) }
    },
    async () => ({ told: await withDigestsHere(environment, use) }),
  )
  return told
}

function withDigestsHere<Told>(
  environment: NodeJS.ProcessEnv,
  use: (digests: HolderDigests) => Promise<Told>,
): Promise<Told> {
  return withAnswering(environment, ({ surroundings, store, answering, log, atEnd }) => {
    const slackInstalls = openSlackInstalls({ surroundings, store, wallClock: Date.now, log })
    atEnd(async () => slackInstalls?.installs.settled(renewalMs))
    addSenders({ surroundings, answering, slackInstalls, store, wallClock: Date.now, log })
    const { list, now, run } = tellDigests(answering)
    return use({
      list,
      now,
      async run() {
        // Maybe nobody else does, and what is told is to be fresh.
        await answering.collector?.start()
        return run()
      },
    })
  })
}

function print(lines: readonly (readonly (string | null)[])[], otherwise: string): void {
  const text = lines.map((cells) => cells.map((cell) => toCell(cell ?? '')).join('\t'))
  process.stdout.write(`${(text.length > 0 ? text : [otherwise]).join('\n')}\n`)
}
