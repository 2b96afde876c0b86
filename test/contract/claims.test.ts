import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { claimsContract } from './claims.ts'

claimsContract('PGlite', makeDataDir)

await onPostgres((server) => claimsContract('PostgreSQL', () => makeDatabase(server)))
