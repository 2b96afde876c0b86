/**
 * A process of its own on a store, for tests: `store-process.ts migrate|write PLACE`, where PLACE is a folder
 * or a PostgreSQL URL. Prints what it did, a line each; a reason on standard error and status 1 where it failed.
 */
import { writeSync } from 'node:fs'
import { createLanguages } from '../../src/storage/languages.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'

const [verb, place = ''] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

try {
  const store = await openStore(
    place.startsWith('postgres:') ? { databaseUrl: place, dataDir: '' } : { dataDir: place },
  )
  if (verb === 'migrate') say((await store.migrate()).join(' '))
  if (verb === 'write') await writeForever(store)
  await store.close()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
}

/** Rows under ids that count up from what is there; each is told once the store has acknowledged it. */
async function writeForever({ db }: Store): Promise<never> {
  const languages = createLanguages(db)
  const { count } = await db
    .selectFrom('language')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  for (let id = count; ; id += 1) {
    await languages.choose({ platform: 'slack', workspace: 'T1', kind: 'person', id: `${id}` }, 'ja')
    say(`${id}`)
  }
}
