import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { figuresContract } from './figures.ts'

figuresContract('PGlite', makeDataDir)

await onPostgres((server) => figuresContract('PostgreSQL', () => makeDatabase(server)))
