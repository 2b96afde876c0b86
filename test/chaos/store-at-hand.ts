import { openStore } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { findPostgres, makeDatabase, makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts'
import { type StoreProxy, startStoreProxy } from './store-proxy.ts'

/** `own`: a PostgreSQL started for the run; an address: that one; `embedded`: a folder. */
export type StoreWish = 'own' | 'embedded' | (string & {})

/** The store of the desk's processes, and the ways to take it away. */
export interface StoreAtHand {
  /** For the settings of the processes. */
  readonly environment: Readonly<Record<string, string>>
  readonly isEmbedded: boolean
  /** As the table says it. */
  readonly name: string
  /** How it is stopped; undefined where it cannot be. */
  readonly stopping: string | undefined
  /** Past the processes and the proxy; of the embedded one only while no process has it. */
  look<T>(with_: (store: Store) => Promise<T>): Promise<T>
  stop(): Promise<void>
  start(): Promise<void>
  readonly proxy: StoreProxy | undefined
  remove(): Promise<void>
}

export async function makeStoreAtHand(wish: StoreWish): Promise<StoreAtHand> {
  if (wish === 'embedded') return embedded()
  const own = wish === 'own' ? await startOwnPostgres() : undefined
  const url = own?.url ?? (wish === 'own' ? await findPostgres() : wish)
  if (!url) throw new Error('there is no PostgreSQL: neither its binaries nor a server that answers')
  return behindProxy(url, own)
}

async function embedded(): Promise<StoreAtHand> {
  const place = await makeDataDir()
  const none = async () => {
    throw new Error('the embedded store cannot be stopped')
  }
  return {
    environment: { DATA_DIR: place.dataDir },
    isEmbedded: true,
    name: 'embedded (PGlite)',
    stopping: undefined,
    look: (look) => lookInto(place, look),
    stop: none,
    start: none,
    proxy: undefined,
    remove: place.remove,
  }
}

async function behindProxy(serverUrl: string, own: OwnPostgres | undefined): Promise<StoreAtHand> {
  const place = await makeDatabase(serverUrl)
  const { hostname, port } = new URL(serverUrl)
  const proxy = await startStoreProxy({ host: hostname, port: Number(port || 5432) })
  const url = new URL(place.databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String(proxy.port)
  return {
    environment: { DATABASE_URL: url.href },
    isEmbedded: false,
    name: own ? 'PostgreSQL of its own' : 'PostgreSQL',
    stopping: own ? 'pg_ctl stop -m immediate' : 'a proxy that breaks its connections',
    look: (look) => lookInto(place, look),
    async stop() {
      await own?.stop()
      await proxy.refuse()
    },
    async start() {
      await own?.start()
      await proxy.listen()
    },
    proxy,
    async remove() {
      await proxy.close()
      await (own ? own.remove() : place.remove())
    },
  }
}

async function lookInto<T>(place: StorePlaceForTests, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(place)
  try {
    return await look(store)
  } finally {
    await store.close()
  }
}
