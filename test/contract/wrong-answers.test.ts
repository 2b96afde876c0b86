import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { wrongAnswersContract } from './wrong-answers.ts'

wrongAnswersContract('PGlite', makeDataDir)

await onPostgres((server) => wrongAnswersContract('PostgreSQL', () => makeDatabase(server)))
