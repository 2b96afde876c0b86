import type { Arguments } from './read-arguments.ts'
import type { Workspace } from './workspace.ts'

/** What a Web API method answers, apart from `ok`; with `error` it is a refusal. */
export type MethodAnswer = Readonly<Record<string, unknown>> | { readonly error: string }

export type Method = (given: Arguments, workspace: Workspace) => MethodAnswer
