import { join } from 'node:path'
import { z } from 'zod'

/** A command line that a verb wants answered. */
export const questionSchema = z.object({
  text: z.string(),
  locale: z.string().optional(),
  timeZone: z.string().optional(),
  format: z.enum(['text', 'slack', 'lineworks', 'json']),
})
export type HolderQuestion = Readonly<z.infer<typeof questionSchema>>

/** What the verb is to print, and whether that is an answer. */
export const answerSchema = z.object({ output: z.string(), isAnswer: z.boolean() })
export type HolderAnswer = Readonly<z.infer<typeof answerSchema>>

/** Which rows of the audit a verb wants; `since` in ISO 8601. */
export const auditWishSchema = z.object({ since: z.iso.datetime(), person: z.string().optional() })
export type HolderAuditWish = Readonly<z.infer<typeof auditWishSchema>>

/** Which room's digest a verb wants to see, and how. */
export const digestWishSchema = z.object({
  platform: z.string(),
  workspace: z.string(),
  room: z.string(),
  format: questionSchema.shape.format,
})
export type HolderDigestWish = Readonly<z.infer<typeof digestWishSchema>>

/** The people and groups that a verb wants installations asked about; none: only the installations themselves. */
export const installsWishSchema = z.object({ listed: z.array(z.string()).readonly().optional() })
export type HolderInstallsWish = Readonly<z.infer<typeof installsWishSchema>>

const idsSchema = z.array(z.string()).readonly()
const listedCheckSchema = z.object({
  people: idsSchema,
  groups: idsSchema,
  inGroups: z.number(),
  unread: z.array(z.object({ id: z.string(), reason: z.string() })).readonly(),
})

/** What came of the questions that only the holder can ask, as it alone has the tokens; none of these is in here. */
export const installsCheckSchema = z.object({
  findings: z.array(z.object({ isWell: z.boolean(), line: z.string() })).readonly(),
  /** What each installation that answers says of the listed. */
  listed: z.array(z.object({ name: z.string(), check: listedCheckSchema })).readonly(),
})
export type HolderInstallsCheck = z.infer<typeof installsCheckSchema>

export const rowsSchema = z.array(z.looseObject({}))
export const digestNowSchema = z.object({ output: z.string().optional() })

/** The digests of all rooms, as verbs ask for them. */
export interface HolderDigests {
  /** Each is sent on as JSON, here and below. */
  list(): Promise<readonly object[]>
  /** What the room would get now; undefined where it has no digest. */
  now(wish: HolderDigestWish): Promise<string | undefined>
  /** Delivers what is due, and gives what became of it. */
  run(): Promise<readonly object[]>
}

/** What the process that holds the embedded store does for others. */
export interface Holder {
  ask(question: HolderQuestion): Promise<HolderAnswer>
  /** A pass over all customers, told step by step; each step is sent on as JSON. */
  collect(onStep: (step: object) => void): Promise<void>
  /** Each row is sent on as JSON. */
  audit(wish: HolderAuditWish): AsyncIterable<object>
  /** Answers that people called wrong; each is sent on as JSON. */
  wrongAnswers(): Promise<readonly object[]>
  /** What the store says of all that is kept in it; sent on as JSON. */
  figures(): Promise<object>
  installs(wish: HolderInstallsWish): Promise<HolderInstallsCheck>
  readonly digests: HolderDigests
}

/** Where the process that holds the folder listens. */
export function socketOf(dataDir: string): string {
  return join(dataDir, 'desk.sock')
}
