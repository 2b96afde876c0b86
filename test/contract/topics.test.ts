import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { topicsContract } from './topics.ts'

topicsContract('PGlite', makeDataDir)

await onPostgres((server) => topicsContract('PostgreSQL', () => makeDatabase(server)))
