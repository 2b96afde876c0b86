import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { marksContract } from './marks.ts'

marksContract('PGlite', makeDataDir)

await onPostgres((server) => marksContract('PostgreSQL', () => makeDatabase(server)))
