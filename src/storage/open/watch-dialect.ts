import type { DatabaseConnection, Dialect, Driver } from 'kysely'
import type { StoreHealth } from '../../core/store-health.ts'
import { isStoreDown, toStoreError } from '../store-errors.ts'

/**
 * The same dialect, with one kind of error for a store that is out of order, and with whoever has to know being told
 * how it fares: at every connection and statement, so that nobody behind it needs to think of that.
 */
export function watchDialect(dialect: Dialect, health: StoreHealth, onError = () => {}): Dialect {
  return {
    createDriver: () => watchDriver(dialect.createDriver(), health, onError),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

function watchDriver(driver: Driver, health: StoreHealth, onError: () => void): Driver {
  const watched = new WeakSet<DatabaseConnection>()

  async function watch<T>(asking: () => Promise<T>): Promise<T> {
    try {
      return await asking()
    } catch (thrown) {
      onError()
      const error = toStoreError(thrown)
      if (isStoreDown(error)) health.failed()
      throw error
    }
  }

  /** On the object itself: drivers know their connections again by it. */
  function watchStatements(connection: DatabaseConnection): void {
    if (watched.has(connection)) return
    watched.add(connection)
    const execute = connection.executeQuery
    connection.executeQuery = async (query, options) => {
      const result = await watch(() => execute.call(connection, query, options))
      health.answered()
      return result as never
    }
  }

  return {
    init: (options) => watch(() => driver.init(options)),
    async acquireConnection(options) {
      const connection = await watch(() => driver.acquireConnection(options))
      watchStatements(connection)
      return connection
    },
    beginTransaction: (connection, settings) => watch(() => driver.beginTransaction(connection, settings)),
    commitTransaction: (connection) => watch(() => driver.commitTransaction(connection)),
    rollbackTransaction: (connection) => watch(() => driver.rollbackTransaction(connection)),
    savepoint: async (...given) => watch(async () => driver.savepoint?.(...given)),
    rollbackToSavepoint: async (...given) => watch(async () => driver.rollbackToSavepoint?.(...given)),
    releaseSavepoint: async (...given) => watch(async () => driver.releaseSavepoint?.(...given)),
    releaseConnection: (connection, options) => driver.releaseConnection(connection, options),
    destroy: (options) => driver.destroy(options),
  }
}
