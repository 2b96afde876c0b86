import { setTimeout as wait } from 'node:timers/promises'
import type { Random } from '../../src/sandbox/world/random.ts'
import type { Asked, Ledger, Way } from './ledger.ts'
import type { SandboxControl, Shown } from './sandbox-control.ts'

/** People who ask in every way there is. */
export interface Asking {
  /** Asks so much, spread over `spanMs`; resolves once the platforms say what came of it. Never about one twice. */
  ask(round: string, load: Load, spanMs: number): Promise<void>
  /** LINE WORKS people, whose id stands for their room with the bot. */
  readonly worksPeople: readonly string[]
}

export type Load = Readonly<Partial<Record<Way, number>>>

export interface AskingOptions {
  readonly sandbox: SandboxControl
  readonly ledger: Ledger
  readonly random: Random
  /** Domain IDs, of which each round takes some. */
  readonly customers: readonly string[]
}

interface Person {
  readonly id: string
  readonly kind: string
}

/** The bot is in both, and nobody else reads them. */
const slackRooms = ['C0DESK00001', 'C0HELP00004']

export async function startAsking({ sandbox, ledger, random, customers }: AskingOptions): Promise<Asking> {
  const people = async (platform: string) => {
    const { people } = await sandbox.get<{ people: Person[] }>(platform)
    return people.filter(({ kind }) => kind === 'member').map(({ id }) => id)
  }
  const slackPeople = await people('slack')
  const worksPeople = await people('lineworks')
  let taken = 0
  const pressed = new Set<string>()

  function nextCustomer(): string {
    const mark = customers[taken]
    if (mark === undefined) throw new Error('there are no more customers to ask about')
    taken += 1
    return mark
  }

  const ways: Record<Way, (round: string) => Promise<void>> = {
    async command(round) {
      const asked = ledger.add({ round, way: 'command', mark: nextCustomer() })
      const text = `/customer ${asked.mark}`
      await act(asked, 'slack/command', { person: random.pick(slackPeople), room: slackRooms[0], text })
    },

    async mention(round) {
      const asked = ledger.add({ round, way: 'mention', mark: nextCustomer() })
      const room = random.pick(slackRooms)
      const text = `@partner-desk when does the trial of ${asked.mark} end?`
      const id = await act(asked, 'slack/message', { person: random.pick(slackPeople), room, text })
      asked.inboxKey = `message:${room}:${id}`
    },

    async works(round) {
      const asked = ledger.add({ round, way: 'works', mark: nextCustomer() })
      const person = random.pick(worksPeople)
      const text = random.chance(0.5)
        ? `/customer ${asked.mark}`
        : `when does the trial of ${asked.mark} end?`
      await act(asked, 'lineworks/message', { person, room: person, text })
    },

    /** Presses a button under an answer that a room reads: what comes is new, and for the presser alone. */
    async button(round) {
      const found = findButton(await sandbox.messages(), pressed)
      if (!found) return
      pressed.add(found.mark)
      const asked = ledger.add({ round, way: 'button', mark: found.mark })
      const { message, actionId } = found
      await act(asked, 'slack/action', { person: random.pick(slackPeople), message, actionId })
    },
  }

  async function act(asked: Asked, route: string, body: object): Promise<string | undefined> {
    const { outcome, id } = await sandbox.post(route, body)
    asked.outcome = outcome
    return id
  }

  return {
    worksPeople,
    async ask(round, load, spanMs) {
      const all = Object.entries(load).flatMap(([way, count]) => Array<Way>(count).fill(way as Way))
      await Promise.all(
        all.map(async (way) => {
          await wait(random.below(spanMs))
          await ways[way](round)
        }),
      )
    },
  }
}

/** One that stands in a thread, and that nobody has pressed. */
function findButton(messages: readonly Shown[], pressed: ReadonlySet<string>) {
  for (const { author, ephemeral, thread, id, payload } of messages) {
    if (author !== 'bot' || ephemeral || thread === undefined) continue
    const [, actionId, mark] = openButton.exec(JSON.stringify(payload.blocks ?? [])) ?? []
    if (actionId && mark && !pressed.has(mark)) return { message: id, actionId, mark }
  }
  return undefined
}

/** It leads to the customer's card. */
const openButton =
  /"action_id":"(desk:open(?:_\w+)?:\d+[^"]*)"(?:(?!"action_id").)*?"value":"customer (100\d{5})"/
