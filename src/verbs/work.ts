import { createAnswering, findSurroundings, openDeskStore } from '../app.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { untilStopped } from './until-stopped.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Background jobs only, beside any number of other processes on one PostgreSQL, until told to stop. */
export async function work(environment: NodeJS.ProcessEnv): Promise<void> {
  const { databaseUrl, works } = readConfig(environment)
  if (!databaseUrl) {
    throw new WrongUsage('work needs DATABASE_URL: on the embedded store serve does all the work')
  }
  if (!works) throw new WrongUsage('work needs credentials: the sandbox has a store of its own')
  const surroundings = await findSurroundings(environment, () => '')
  const store = await openDeskStore(surroundings)
  const answering = createAnswering(surroundings, createLog(surroundings.config.logLevel), { store })
  await answering.collector?.start()
  process.stdout.write('Partner Desk works in the background.\n')
  await untilStopped(async () => {
    await answering.close()
    await store.close()
  })
}
