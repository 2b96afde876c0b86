import type { Arguments } from './read-arguments.ts'
import type { SlackApp } from './slack-app.ts'
import type { Workspace } from './workspace.ts'

/** What a Web API method answers, apart from `ok`; with `error` it is a refusal. */
export type MethodAnswer = Readonly<Record<string, unknown>> | { readonly error: string }

/** Acts in the workspace of the token. */
export type Method = (given: Arguments, workspace: Workspace) => MethodAnswer

/** Needs no token: the app itself calls. */
export type AppMethod = (given: Arguments, slack: SlackApp) => MethodAnswer
