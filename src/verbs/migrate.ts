import { placeOfStore } from '../app/desk-store.ts'
import { readConfig } from '../config.ts'
import { openStore } from '../storage/open/open-store.ts'

/** Brings the store to the newest schema, or says that it is there. */
export async function migrate(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment)
  const store = await openStore(placeOfStore(config, !config.works))
  try {
    const applied = await store.migrate()
    process.stdout.write(
      applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'The store has the newest schema.\n',
    )
  } finally {
    await store.close()
  }
}
