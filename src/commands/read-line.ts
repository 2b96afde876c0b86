import {
  type CommandSpec,
  type Misunderstanding,
  readArguments,
  splitWords,
  type TypedArguments,
} from '../core/command.ts'
import type { Command, FindOption } from './command.ts'

/** A line that begins with the name of a command. */
export interface ReadCommandLine {
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
    const [first = '', ...words] = splitWords(line)
    const spec = findCommand(first)?.spec
    if (!spec) return undefined
    return { spec, args: readArguments(spec.takes, words, findOption) }
  }
}
