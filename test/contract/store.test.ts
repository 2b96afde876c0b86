import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeNewDataDir } from '../helpers/store-places.ts'
import { storeContract } from './store.ts'

storeContract('PGlite', 1, makeNewDataDir)

await onPostgres((server) => storeContract('PostgreSQL', 10, () => makeDatabase(server)))
