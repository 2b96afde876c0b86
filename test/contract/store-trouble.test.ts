import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { storeTroubleContract } from './store-trouble.ts'

storeTroubleContract('PGlite', makeDataDir)

await onPostgres((server) => storeTroubleContract('PostgreSQL', () => makeDatabase(server)))
