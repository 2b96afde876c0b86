import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { inboxContract } from './inbox.ts'

inboxContract('PGlite', makeDataDir)

await onPostgres((server) => inboxContract('PostgreSQL', () => makeDatabase(server)))
