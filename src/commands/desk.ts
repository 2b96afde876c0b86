import type { Call, Reader } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import {
  type CommandSpec,
  explainUnknownCustomer,
  isMisunderstanding,
  readArguments,
  splitWords,
  type TypedArguments,
} from '../core/command.ts'
import type { Directory } from '../core/directory.ts'
import { toDeskError } from '../core/errors.ts'
import type { BusinessClock, Languages, Log, Partner } from '../core/ports.ts'
import type { Asked, Command, FindOption } from './command.ts'
import { contact } from './contact.ts'
import { customer } from './customer.ts'
import { errorCard } from './error-card.ts'
import { withExactActions } from './exact-actions.ts'
import { expiring } from './expiring.ts'
import { help } from './help.ts'
import { language } from './language.ts'
import { options } from './options.ts'
import { nearestCard, pickCard } from './pick-card.ts'
import { renewal } from './renewal.ts'
import { resolveCustomer } from './resolve-customer.ts'
import { scheduled } from './scheduled.ts'
import { subscriptions } from './subscriptions.ts'
import { unknownCommandCard, usageCard } from './usage-card.ts'

/** Every command, in the order in which help lists them. */
export const commands = [
  customer,
  subscriptions,
  options,
  renewal,
  scheduled,
  expiring,
  language,
  help,
  contact,
] as const

export interface Desk {
  /** Answers a call, whatever happens: what goes wrong becomes a card that says so. */
  answer(call: Call, reader: Reader): Promise<Card>
}

export interface DeskOptions {
  readonly partner: Partner
  readonly clock: BusinessClock
  /** Without it, customers are known by domain ID alone. */
  readonly directory?: Directory | undefined
  /** Without it, nobody can choose a language. */
  readonly languages?: Languages | undefined
  readonly findOption: FindOption
  readonly log: Log
}

export function createDesk({ partner, clock, directory, languages, findOption, log }: DeskOptions): Desk {
  return {
    async answer(call, reader) {
      const [name = 'help', ...words] = splitWords(call.text)
      const command = findCommand(name)
      if (!command) return unknownCommandCard(name, call)
      const args = readArguments(command.spec.takes, words, findOption)
      if (isMisunderstanding(args)) return usageCard(args, command.spec, call)
      try {
        const asked = { call, reader, partner, clock, directory, languages, log, commands }
        return await withExactActions(await answerTyped(command, args, asked), directory)
      } catch (thrown) {
        const error = toDeskError(thrown)
        log[error.code === 'not_found' ? 'info' : 'error'](
          { correlationId: call.correlationId, command: command.spec.name, code: error.code, err: error },
          'no answer',
        )
        return errorCard(error, call)
      }
    },
  }
}

/** Finds the customer first, where the command is about one; where that is not clear, the answer is a question. */
async function answerTyped(command: Command, args: TypedArguments, asked: Asked): Promise<Card> {
  const { customer: who, ...others } = args
  if (who === undefined) return command.answer(others, asked)

  const { spec } = command
  const { call, directory } = asked
  const found = await resolveCustomer(who, asked)
  if (found.kind === 'one') return command.answer({ ...others, customer: found.domainId }, asked)
  if (found.kind === 'several') return pickCard(found.candidates, { spec, args, call })

  const surplus = explainUnknownCustomer(spec.takes, who)
  if (surplus) return usageCard(surplus, spec, call)
  if (found.kind === 'unsearched') return usageCard({ problem: 'notDomainId', text: who }, spec, call)
  const isComplete = (await directory?.lastPassAt()) !== null
  return nearestCard(found.nearest, isComplete, { spec, args, call })
}

/** Whether a command line's answer may be shown to a room. */
export function isShareable(line: string): boolean {
  return specOf(line)?.isPrivate === false
}

function specOf(line: string): CommandSpec | undefined {
  return findCommand(splitWords(line)[0] ?? '')?.spec
}

function findCommand(name: string) {
  const wanted = name.replace(/^\//, '').toLowerCase()
  return commands.find(({ spec }) => spec.name === wanted)
}
