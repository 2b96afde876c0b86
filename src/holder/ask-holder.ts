import { z } from 'zod'
import { failureOf, fromLines, isHeld, post, readBody } from './connection.ts'
import {
  answerSchema,
  digestNowSchema,
  type HolderAnswer,
  type HolderAuditWish,
  type HolderDigests,
  type HolderInstallsCheck,
  type HolderInstallsWish,
  type HolderQuestion,
  installsCheckSchema,
  rowsSchema,
} from './protocol.ts'

/** Asks the process that holds the folder; undefined where none does. Rejects when it answers with a failure. */
export async function askHolder(
  dataDir: string,
  question: HolderQuestion,
): Promise<HolderAnswer | undefined> {
  const reply = await post(dataDir, '/ask', question)
  return reply && answerSchema.parse(await readBody(reply))
}

/** Has the process that holds the folder make a pass; false where none holds it. Rejects when the pass fails. */
export async function collectByHolder(dataDir: string, onStep: (step: unknown) => void): Promise<boolean> {
  const reply = await post(dataDir, '/collect', {})
  if (!reply) return false
  for await (const step of fromLines(reply)) {
    const failure = z.object({ error: z.string() }).safeParse(step)
    if (failure.success) throw new Error(failure.data.error)
    onStep(step)
  }
  return true
}

/** Rows of the audit from the process that holds the folder; undefined where none does. They may reject midway. */
export async function auditOfHolder(
  dataDir: string,
  wish: HolderAuditWish,
): Promise<AsyncIterable<unknown> | undefined> {
  const reply = await post(dataDir, '/audit', wish)
  if (!reply) return undefined
  if (reply.statusCode !== 200) throw await failureOf(reply)
  return fromLines(reply)
}

/** Answers that people called wrong, from the process that holds the folder; undefined where none does. */
export async function wrongAnswersOfHolder(dataDir: string): Promise<readonly object[] | undefined> {
  const reply = await post(dataDir, '/questions/report', {})
  return reply && rowsSchema.parse(await readBody(reply))
}

/** What the store says, from the process that holds the folder; undefined where none does. */
export async function figuresOfHolder(dataDir: string): Promise<unknown> {
  const reply = await post(dataDir, '/figures', {})
  return reply && readBody(reply)
}

/** Slack is asked by way of it, one question after the other. */
const installsMs = 60_000

/** What the process that holds the folder finds out; undefined where none does. Rejects when it does not answer. */
export async function installsOfHolder(
  dataDir: string,
  wish: HolderInstallsWish,
  timeoutMs = installsMs,
): Promise<HolderInstallsCheck | undefined> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const reply = await post(dataDir, '/installs', wish, signal)
    return reply && installsCheckSchema.parse(await readBody(reply))
  } catch (error) {
    if (signal.aborted) throw new Error(`it has not answered within ${timeoutMs / 1_000} s`, { cause: error })
    throw error
  }
}

/** The digests of the process that holds the folder; undefined where none does. */
export async function digestsOfHolder(dataDir: string): Promise<HolderDigests | undefined> {
  if (!(await isHeld(dataDir))) return undefined
  const ask = async (what: 'list' | 'now' | 'run', wish: object = {}) => {
    const reply = await post(dataDir, `/digest/${what}`, wish)
    if (!reply) throw new Error('the running desk has stopped meanwhile')
    return readBody(reply)
  }
  return {
    list: async () => rowsSchema.parse(await ask('list')),
    now: async (wish) => digestNowSchema.parse(await ask('now', wish)).output,
    run: async () => rowsSchema.parse(await ask('run')),
  }
}
