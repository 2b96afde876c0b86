import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { digestsContract } from './digests.ts'

digestsContract('PGlite', makeDataDir)

await onPostgres((server) => digestsContract('PostgreSQL', () => makeDatabase(server)))
