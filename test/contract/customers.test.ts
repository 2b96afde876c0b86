import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir } from '../helpers/store-places.ts'
import { customersContract } from './customers.ts'
import { sharedBudgetContract } from './shared-budget.ts'

customersContract('PGlite', 1, makeDataDir)
sharedBudgetContract('PGlite', makeDataDir)

await onPostgres((server) => {
  customersContract('PostgreSQL', 10, () => makeDatabase(server))
  sharedBudgetContract('PostgreSQL', () => makeDatabase(server))
})
