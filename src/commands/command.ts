import type { Call, Reader } from '../core/call.ts'
import type { Card } from '../core/card.ts'
import type { Claims } from '../core/claims.ts'
import type { Arguments, ArgumentValues, CommandName, CommandSpec, Takes } from '../core/command.ts'
import type { Digests } from '../core/digest/digests.ts'
import type { Directory } from '../core/directory.ts'
import type { Marks } from '../core/marks.ts'
import type { BusinessClock, Languages, Log, Partner } from '../core/ports.ts'
import type { WrongAnswers } from '../core/wrong-answers.ts'

/** What a command may ask while it makes its answer. */
export interface Asked {
  readonly call: Call
  readonly reader: Reader
  readonly partner: Partner
  readonly clock: BusinessClock
  /** The copy of all customers; absent where none is kept. */
  readonly directory: Directory | undefined
  /** Chosen languages; absent where none are kept. */
  readonly languages: Languages | undefined
  /** Who sees to what; absent where it is not kept. */
  readonly claims: Claims | undefined
  /** What people have seen to or put off; absent where it is not kept. */
  readonly marks: Marks | undefined
  /** Answers that people call wrong; absent where they are not kept. */
  readonly wrongAnswers: WrongAnswers | undefined
  /** Digests of rooms; absent where nothing would post them. */
  readonly digests: Digests | undefined
  readonly log: Log
  readonly commands: readonly Command[]
}

export interface Command {
  readonly spec: CommandSpec
  /** Takes what `readArguments` made of the words, the customer found. Rejects with what the ports reject with. */
  answer(args: Partial<ArgumentValues>, asked: Asked): Promise<Card>
}

/** Ties a command's spec to its answer, so that the answer gets just the arguments that the spec names. */
export function defineCommand<const T extends Takes>(
  spec: { name: CommandName; takes: T; example: string } & Partial<CommandSpec<T>>,
  answer: (args: Arguments<T>, asked: Asked) => Promise<Card> | Card,
): Command {
  return {
    spec: { hasSlash: false, isHidden: false, isPrivate: false, ...spec },
    answer: async (args, asked) => answer(args as Arguments<T>, asked),
  }
}
