import type { Call, Reader } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import { type CommandSpec, isMisunderstanding, readArguments, splitWords } from '../core/command.ts'
import { toDeskError } from '../core/errors.ts'
import type { BusinessClock, Log, Partner } from '../core/ports.ts'
import type { FindOption } from './command.ts'
import { contact } from './contact.ts'
import { customer } from './customer.ts'
import { errorCard } from './error-card.ts'
import { help } from './help.ts'
import { options } from './options.ts'
import { renewal } from './renewal.ts'
import { scheduled } from './scheduled.ts'
import { subscriptions } from './subscriptions.ts'
import { unknownCommandCard, usageCard } from './usage-card.ts'

/** Every command, in the order in which help lists them. */
export const commands = [customer, subscriptions, options, renewal, scheduled, help, contact] as const

export interface Desk {
  /** Answers a call, whatever happens: what goes wrong becomes a card that says so. */
  answer(call: Call, reader: Reader): Promise<Card>
}

export interface DeskOptions {
  readonly partner: Partner
  readonly clock: BusinessClock
  readonly findOption: FindOption
  readonly log: Log
}

export function createDesk({ partner, clock, findOption, log }: DeskOptions): Desk {
  return {
    async answer(call, reader) {
      const [name = 'help', ...words] = splitWords(call.text)
      const command = findCommand(name)
      if (!command) return unknownCommandCard(name, call)
      const args = readArguments(command.spec.takes, words, findOption)
      if (isMisunderstanding(args)) return usageCard(args, command.spec, call)
      try {
        return await command.answer(args, { call, reader, partner, clock, log, commands })
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
