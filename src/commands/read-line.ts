import type { CommandSpec } from '../core/command.ts'
import { commandWords } from '../core/command-words.ts'
import type { Misunderstanding } from '../core/misunderstanding.ts'
import { type FindOption, readArguments, type TypedArguments } from '../core/read-arguments.ts'
import type { Command } from './command.ts'

/** A line that begins with the name of a command. */
interface ReadCommandLine {
  readonly spec: CommandSpec
  readonly args: TypedArguments | Misunderstanding
}

/** Undefined for what is no command. */
export type ReadLine = (line: string) => ReadCommandLine | undefined

export function createReadLine(
  findCommand: (name: string) => Command | undefined,
  findOption: FindOption,
): ReadLine {
  return (line) => {
    const [first = '', ...words] = commandWords(line)
    const spec = findCommand(first)?.spec
    if (!spec) return undefined
    return { spec, args: readArguments(spec.takes, words, findOption) }
  }
}
