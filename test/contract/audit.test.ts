import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { auditContract } from './audit.ts'

auditContract('PGlite', makeDataDir)

await onPostgres((server) => auditContract('PostgreSQL', () => makeDatabase(server)))
