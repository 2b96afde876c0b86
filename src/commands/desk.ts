import type { Audit } from '../core/audit.ts'
import type { Call, Reader } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import type { Claims } from '../core/claims.ts'
import type { CommandSpec } from '../core/command.ts'
import { commandWords } from '../core/command-words.ts'
import type { Digests } from '../core/digest/digests.ts'
import type { Directory } from '../core/directory.ts'
import { toDeskError } from '../core/errors.ts'
import { domainIdOf } from '../core/item.ts'
import type { Marks } from '../core/marks.ts'
import { isMisunderstanding } from '../core/misunderstanding.ts'
import type { BusinessClock, Languages, Log, Partner } from '../core/ports.ts'
import {
  explainUnknownCustomer,
  type FindOption,
  readArguments,
  type TypedArguments,
} from '../core/read-arguments.ts'
import type { WrongAnswers } from '../core/wrong-answers.ts'
import { about } from './about/about.ts'
import { createAuditing, type Matter } from './auditing.ts'
import type { Asked, Command } from './command.ts'
import { contact } from './customer/contact.ts'
import { customer } from './customer/customer.ts'
import { options } from './customer/options.ts'
import { renewal } from './customer/renewal.ts'
import { scheduled } from './customer/scheduled.ts'
import { subscriptions } from './customer/subscriptions.ts'
import { digest } from './digest/digest.ts'
import { errorCard } from './error-card.ts'
import { withExactActions } from './exact-actions.ts'
import { expiring } from './expiring/expiring.ts'
import { help } from './help.ts'
import { claim } from './item/claim.ts'
import { done } from './item/done.ts'
import { item } from './item/item.ts'
import { release } from './item/release.ts'
import { reopen } from './item/reopen.ts'
import { snooze } from './item/snooze.ts'
import { language } from './language.ts'
import { nearestCard, pickCard } from './pick-card.ts'
import { createReadLine, type ReadLine } from './read-line.ts'
import { resolveCustomer } from './resolve-customer.ts'
import { withStoreNote } from './store-note.ts'
import { unknownCommandCard, usageCard } from './usage-card.ts'
import { wrong } from './wrong/wrong.ts'

/** Every command, in the order in which help lists those that are not hidden. */
export const commands = [
  customer,
  subscriptions,
  options,
  renewal,
  scheduled,
  expiring,
  digest,
  language,
  help,
  contact,
  claim,
  release,
  item,
  snooze,
  done,
  reopen,
  about,
  wrong,
] as const

export interface Desk {
  /** Answers a call, whatever happens: what goes wrong becomes a card that says so. */
  answer(call: Call, reader: Reader): Promise<Card>
  /** Puts on record what is not answered, because of who asked or of who would have read it. */
  noteRefusal(call: Call): void
  /** Puts on record what was asked back about. */
  noteUnclear(call: Call): void
  /** Reads a line as a command. */
  readonly readLine: ReadLine
}

export interface DeskOptions {
  readonly partner: Partner
  readonly clock: BusinessClock
  /** Without it, customers are known by domain ID alone. */
  readonly directory?: Directory | undefined
  /** Without it, nobody can choose a language. */
  readonly languages?: Languages | undefined
  /** Without it, nobody can take anything on. */
  readonly claims?: Claims | undefined
  /** Without it, nothing can be put off or marked as done. */
  readonly marks?: Marks | undefined
  /** Without it, no answer can be called wrong. */
  readonly wrongAnswers?: WrongAnswers | undefined
  /** Without it, no room can have a digest. */
  readonly digests?: Digests | undefined
  /** Without it, nobody is shown a contact. */
  readonly audit?: Audit | undefined
  readonly findOption: FindOption
  readonly log: Log
}

/** Finds a line's command, has it answered and puts that on record. What a port throws becomes an error's card. */
export function createDesk(options: DeskOptions): Desk {
  const { partner, clock, directory, languages, claims, marks, wrongAnswers, digests } = options
  const { audit, findOption, log } = options
  const auditing = createAuditing(audit)

  async function answerWords(command: Command, words: readonly string[], asked: Asked, matter: Matter) {
    const args = readArguments(command.spec.takes, words, findOption)
    if (isMisunderstanding(args)) return usageCard(args, command.spec, asked.call)
    if (args.item) matter.domainIds = [domainIdOf(args.item)]
    if (args.about) matter.domainIds = [...new Set(args.about.customers)]
    return withExactActions(await answerTyped(command, args, asked, matter), directory, takesCustomer)
  }

  return {
    async answer(call, reader) {
      const [name = 'help', ...words] = commandWords(call.text)
      const command = findCommand(name)
      const matter: Matter = { spec: command?.spec, domainIds: [] }
      try {
        const kept = { directory, languages, claims, marks, wrongAnswers, digests }
        const asked = { call, reader, partner, clock, ...kept, log, commands }
        const card = command
          ? await answerWords(command, words, asked, matter)
          : unknownCommandCard(name, call)
        await auditing.answered(call, matter, card)
        return withStoreNote(card, reader)
      } catch (thrown) {
        const error = toDeskError(thrown)
        log[error.code === 'not_found' ? 'info' : 'error'](
          { correlationId: call.correlationId, command: command?.spec.name, code: error.code, err: error },
          'no answer',
        )
        auditing.failed(call, matter)
        return errorCard(error, call, command?.spec)
      }
    },
    noteRefusal: (call) => auditing.refused(call, specOf(call.text)),
    noteUnclear: auditing.unclear,
    readLine: createReadLine(findCommand, findOption),
  }
}

/** Finds the customer first, where the command is about one; where that is not clear, the answer is a question. */
async function answerTyped(
  command: Command,
  args: TypedArguments,
  asked: Asked,
  matter: Matter,
): Promise<Card> {
  const { customer: who, ...others } = args
  if (who === undefined) return command.answer(others, asked)

  const { spec } = command
  const { call, directory } = asked
  const found = await resolveCustomer(who, asked)
  if (found.kind === 'one') {
    matter.domainIds = [found.domainId]
    return command.answer({ ...others, customer: found.domainId }, asked)
  }
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

/** Whether a line begins with the name of a command. */
export function isCommand(line: string): boolean {
  return specOf(line) !== undefined
}

function takesCustomer(line: string): boolean {
  return specOf(line)?.takes.customer !== undefined
}

function specOf(line: string): CommandSpec | undefined {
  return findCommand(commandWords(line)[0] ?? '')?.spec
}

/** Undefined for what is no command's name; a slash may stand before it. */
export function findCommand(name: string): Command | undefined {
  const wanted = name.replace(/^\//, '').toLowerCase()
  return byName.get(wanted)
}

const byName: ReadonlyMap<string, Command> = new Map(commands.map((command) => [command.spec.name, command]))
