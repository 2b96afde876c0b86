import { createAnswering } from '../app/answering.ts'
import { openDeskStore } from '../app/desk-store.ts'
import { finish } from '../app/finish.ts'
import { giveBackMemory } from '../app/give-back-memory.ts'
import { addSenders, createLineWorksDesk, createSlackBackground } from '../app/platforms.ts'
import { openSlackInstalls } from '../app/slack-installs.ts'
import { findSurroundings } from '../app/surroundings.ts'
import { startUpkeep } from '../app/upkeep.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../log.ts'
import { untilStopped } from './until-stopped.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Background jobs only, beside any number of other processes on one PostgreSQL, until told to stop. */
export const work = (environment: NodeJS.ProcessEnv) => untilStopped(() => start(environment))

/** Resolves with what stops it. */
async function start(environment: NodeJS.ProcessEnv): Promise<() => Promise<void>> {
  const { databaseUrl, works } = readConfig(environment)
  if (!databaseUrl) {
    throw new WrongUsage('work needs DATABASE_URL: on the embedded store serve does all the work')
  }
  if (!works) throw new WrongUsage('work needs credentials: the sandbox has a store of its own')
  const surroundings = await findSurroundings(environment)
  const store = await openDeskStore(surroundings)
  const log = createLog(surroundings.config.logLevel)
  const answering = createAnswering(surroundings, log, { store })
  const slackInstalls = openSlackInstalls({ surroundings, store, wallClock: Date.now, log })
  const around = { surroundings, answering, slackInstalls, store, wallClock: Date.now, log }
  const platforms = [createSlackBackground(around), createLineWorksDesk(around)].filter(
    (platform) => platform !== undefined,
  )
  addSenders(around)
  const { digesting, collector } = answering
  const leaving = [...platforms, ...(digesting ? [digesting] : [])]
  const upkeep = startUpkeep({ store, digesting }, log)
  await Promise.all([collector?.start(), ...leaving.map((each) => each.start())])
  process.stdout.write('Partner Desk works in the background.\n')
  giveBackMemory(log)
  return async () => {
    await Promise.all(leaving.map((each) => each.leave()))
    await upkeep.stop()
    await finish(leaving, answering, log, store)
    await store.close()
  }
}
