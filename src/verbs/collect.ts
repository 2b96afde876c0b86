import { createAnswering } from '../app/answering.ts'
import { findSurroundings, openDeskStore, storeFolder } from '../app/surroundings.ts'
import { readConfig } from '../config.ts'
import { collectByHolder } from '../holder.ts'
import { createLog } from '../log.ts'
import { createProgressView } from './show-progress.ts'

/** One full pass over the customers now. False where some could not be read. */
export async function collect(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const config = readConfig(environment)
  const view = createProgressView(process.stdout, () => performance.now())
  const isEmbedded = !config.works || !config.databaseUrl
  const isHeld = isEmbedded && (await collectByHolder(storeFolder(config, !config.works), view.show))
  if (!isHeld) await collectHere(environment, view.show)
  return view.end()
}

async function collectHere(environment: NodeJS.ProcessEnv, onStep: (step: unknown) => void): Promise<void> {
  const surroundings = await findSurroundings(environment, { sandboxPort: 0 })
  try {
    const store = await openDeskStore(surroundings)
    const log = createLog(environment.LOG_LEVEL ? surroundings.config.logLevel : 'silent', 'stderr')
    const answering = createAnswering(surroundings, log, { store })
    try {
      onStep(await answering.collector?.passNow(onStep))
    } finally {
      await answering.close()
      await store.close()
    }
  } finally {
    await surroundings.sandbox?.close()
  }
}
