import { openDeskStore, storeFolder } from '../../app/desk-store.ts'
import { openSlackInstalls } from '../../app/slack-installs.ts'
import type { Surroundings } from '../../app/surroundings.ts'
import type { Log } from '../../core/ports.ts'
import { installsOfHolder } from '../../holder/ask-holder.ts'
import { StoreHeld } from '../../storage/store-errors.ts'
import { reasonOf } from '../reason-of.ts'
import { checkInstalls, type InstallsCheck } from './check-installs.ts'

/**
 * Checks the installations in the store, or has them checked by the desk that holds it; nothing where a single token is
 * set. Never rejects.
 */
export async function checkSlackInstalls(surroundings: Surroundings, log: Log): Promise<InstallsCheck> {
  const { slack } = surroundings.config
  if (!slack || 'botToken' in slack.access) return { findings: [], listed: [] }
  try {
    return await checkInStore(surroundings, log)
  } catch (error) {
    if (error instanceof StoreHeld) return checkHeld(surroundings)
    return unchecked(`its installations could not be read: ${reasonOf(error)}`)
  }
}

/** For writing down a token that is being renewed. */
const renewalMs = 10_000

async function checkInStore(surroundings: Surroundings, log: Log): Promise<InstallsCheck> {
  const { config } = surroundings
  const store = await openDeskStore(surroundings)
  try {
    const installs = openSlackInstalls({ surroundings, store, wallClock: Date.now, log })?.oauth?.installs
    const check = await checkInstalls(installs, { config, listed: config.allowedPeople, log })
    await installs?.settled(renewalMs)
    return check
  } finally {
    await store.close()
  }
}

/** The list is that of our settings: they are what is checked, and may be newer than those of the desk that runs. */
async function checkHeld({ config, sandbox }: Surroundings): Promise<InstallsCheck> {
  const unasked = 'its installations are in the store of a process that runs and could not be asked'
  const advice = 'stop it, or start it anew, to have them checked'
  try {
    const folder = storeFolder(config, sandbox !== undefined)
    const check = await installsOfHolder(folder, { listed: config.allowedPeople })
    return check ?? unchecked(`${unasked} (it is no desk that serves); ${advice}`)
  } catch (error) {
    return unchecked(`${unasked} (${reasonOf(error)}); ${advice}`)
  }
}

function unchecked(why: string): InstallsCheck {
  return { findings: [{ isWell: false, line: `Slack: ${why}` }], listed: [] }
}
