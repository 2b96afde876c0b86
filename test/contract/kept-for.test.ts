import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { keptForContract } from './kept-for.ts'

keptForContract('PGlite', makeDataDir)

await onPostgres((server) => keptForContract('PostgreSQL', () => makeDatabase(server)))
