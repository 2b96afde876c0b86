import { DateTime } from 'luxon'
import { z } from 'zod'
import { embeddedFolder, openCurrentStore } from '../app/desk-store.ts'
import { type Config, readConfig } from '../config.ts'
import { auditOfHolder } from '../holder/ask-holder.ts'
import { type AuditWish, createAuditRows } from '../storage/audit.ts'
import type { Store } from '../storage/store.ts'
import { asciiJson } from './ascii-json.ts'
import { byHolderOrHere } from './by-holder-or-here.ts'
import { printLines } from './print-lines.ts'
import { readSince } from './read-since.ts'
import { toCell } from './to-cell.ts'
import { WrongUsage } from './wrong-usage.ts'

/** As typed. */
export interface AuditOptions {
  readonly since: string
  readonly person?: string
  readonly json?: boolean
}

/** A row, as the store or the process that holds it tells it. */
const rowSchema = z.object({
  at: z.string(),
  platform: z.string(),
  workspace: z.string(),
  room: z.string(),
  person: z.string(),
  command: z.string().nullable(),
  domainId: z.string().nullable(),
  outcome: z.string(),
  isShared: z.boolean(),
})

type Row = z.infer<typeof rowSchema>

/** Prints who asked what, a line each. */
export async function audit(options: AuditOptions, environment: NodeJS.ProcessEnv): Promise<void> {
  const { person } = options
  const config = readConfig(environment)
  const since = readSince(options.since, config.zone, Date.now())
  if (!since) {
    throw new WrongUsage(
      `--since takes a date, a date and time or a duration, such as 2026-11-21, 2026-11-21T09:00 or P7D, not ${options.since}`,
    )
  }
  if (person === '') throw new WrongUsage('--person takes the id of a person')
  const lines = toLines(find({ since, person }, config), options.json ? asciiJson : asColumns(config.zone))
  await printLines(lines)
}

async function* find(wish: AuditWish, config: Config): AsyncGenerator<unknown> {
  yield* await byHolderOrHere<AsyncIterable<unknown>>(
    embeddedFolder(config),
    (folder) => auditOfHolder(folder, wish),
    async () => rowsOf(await openCurrentStore(config, !config.works), wish),
  )
}

async function* rowsOf(store: Store, wish: AuditWish): AsyncGenerator<unknown> {
  try {
    yield* createAuditRows(store.db).find(wish)
  } finally {
    await store.close()
  }
}

async function* toLines(rows: AsyncIterable<unknown>, print: (row: Row) => string): AsyncGenerator<string> {
  for await (const row of rows) yield print(rowSchema.parse(row))
}

const asColumns =
  (zone: string) =>
  ({ at, platform, person, command, domainId, outcome }: Row): string =>
    [
      DateTime.fromISO(at, { zone }).toISO(),
      platform,
      toCell(person),
      command ?? '-',
      domainId ?? '-',
      outcome,
    ].join('\t')
