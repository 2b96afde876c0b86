import { storeFolder } from '../app/surroundings.ts'
import { readConfig } from '../config.ts'
import { openStore } from '../storage/open-store.ts'

/** Brings the store to the newest schema, or says that it is there. */
export async function migrate(environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment)
  const isSandboxed = config.works === undefined
  const store = await openStore({
    databaseUrl: isSandboxed ? undefined : config.databaseUrl,
    dataDir: storeFolder(config, isSandboxed),
  })
  try {
    const applied = await store.migrate()
    process.stdout.write(
      applied.length > 0 ? `Applied ${applied.join(', ')}\n` : 'The store has the newest schema.\n',
    )
  } finally {
    await store.close()
  }
}
