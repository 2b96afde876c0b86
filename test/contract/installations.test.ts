import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { installationsContract } from './installations.ts'

installationsContract('PGlite', makeDataDir)

await onPostgres((server) => installationsContract('PostgreSQL', () => makeDatabase(server)))
