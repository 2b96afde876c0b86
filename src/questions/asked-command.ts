import type { ReadLine } from '../commands/read-line.ts'
import { withoutDesk } from '../core/command-words.ts'
import { parseDomainId } from '../core/customer.ts'
import { parseExactId } from '../core/exact-id.ts'
import { isMisunderstanding, type Misunderstanding } from '../core/misunderstanding.ts'
import type { CustomerNames } from '../core/question/customer-names.ts'
import type { Understood } from '../core/question/understood.ts'
import type { TypedArguments } from '../core/read-arguments.ts'

/**
 * The command line that a message is, without its slash. Without a slash many a question begins with the name of a
 * command, such as `options for Acme?`: it is a command where what stands behind it fits, or where it is not about
 * any customer. Undefined for a question.
 */
export function askedCommand(
  text: string,
  { customers, unknownIds }: Pick<Understood, 'customers' | 'unknownIds'>,
  names: CustomerNames,
  readLine: ReadLine,
): string | undefined {
  const trimmed = text.trim()
  const line = withoutDesk(trimmed).replace(/^[/／](?![\s/／])/, '')
  if (line !== trimmed) return line
  const read = readLine(line)
  if (!read) return undefined
  const { spec, args } = read
  if (isFit(args, names)) return line
  return spec.isHidden || customers.length > 0 || unknownIds.length > 0 ? undefined : line
}

/** Behind a domain ID even a wrong option is meant for the command. */
function isFit(args: TypedArguments | Misunderstanding, names: CustomerNames): boolean {
  if (isMisunderstanding(args)) return args.problem === 'unknownOption'
  return args.customer === undefined || isCustomer(args.customer, names)
}

/** Whether words are just a customer. */
function isCustomer(words: string, names: CustomerNames): boolean {
  if (parseDomainId(words) ?? parseExactId(words)) return true
  const isWhole = names.mentionedIn(words).some(({ from, to }) => from === 0 && to === words.length)
  return isWhole || names.withPart(words).length > 0
}
