import { LRUCache } from 'lru-cache'
import type { Install, Installs } from './installs/installs.ts'

/** Something that each installation has for itself, made when it is first asked for. */
export interface PerWorkspace<Thing extends object> {
  /** Undefined where the desk may not answer. Rejects while that cannot be learned. */
  find(workspace: string): Promise<Thing | undefined>
  /** What was found last, without asking anybody; undefined where nothing was. */
  last(workspace: string): Thing | undefined
}

/** More workspaces than are busy at a time; each may remember thousands of people. */
const mostKept = 200

/** Kept while it is in use, and made anew where the app has been installed anew: the bot is somebody else then. */
export function createPerWorkspace<Thing extends object>(
  installs: Pick<Installs, 'find'>,
  make: (install: Install) => Thing,
): PerWorkspace<Thing> {
  const things = new LRUCache<string, Thing>({ max: mostKept })
  const lastInstalls = new LRUCache<string, string>({ max: mostKept })

  return {
    async find(workspace) {
      const install = await installs.find(workspace)
      if (!install) {
        lastInstalls.delete(workspace)
        return undefined
      }
      lastInstalls.set(workspace, install.id)
      const known = things.get(install.id)
      if (known) return known
      const thing = make(install)
      things.set(install.id, thing)
      return thing
    },
    last(workspace) {
      const id = lastInstalls.get(workspace)
      return id === undefined ? undefined : things.get(id)
    },
  }
}
