import { expect, it } from 'vitest'
import { findPostgres } from './store-places.ts'

/**
 * Registers tests that need a PostgreSQL server, and hands them its URL. Where there is none they are skipped with
 * a line that says so; in CI, and where `TEST_DATABASE_URL` names one, that is a failure.
 */
export async function onPostgres(register: (serverUrl: string) => void): Promise<void> {
  const server = await findPostgres()
  if (server) {
    register(server)
  } else if (process.env.CI || process.env.TEST_DATABASE_URL) {
    it('finds PostgreSQL', () => expect.fail('no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432'))
  } else {
    process.stderr.write('skipped: no PostgreSQL answers at TEST_DATABASE_URL or 127.0.0.1:5432\n')
    it.skip('PostgreSQL')
  }
}
