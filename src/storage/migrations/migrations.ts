import type { Migration } from 'kysely/migration'
import { languages } from './0001-languages.ts'
import { source } from './0002-source.ts'
import { customers } from './0003-customers.ts'
import { requestWindows } from './0004-request-windows.ts'
import { inbox } from './0005-inbox.ts'
import { claims } from './0006-claims.ts'
import { audit } from './0007-audit.ts'
import { digests } from './0008-digests.ts'
import { questions } from './0009-questions.ts'
import { installations } from './0010-installations.ts'

/**
 * Every change to the tables, in order; the key is the file's name. Once released, one is never edited,
 * renamed or removed: stores remember it by this name. Written for PostgreSQL 15, which a server may be,
 * though the embedded store is newer.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-languages': languages,
  '0002-source': source,
  '0003-customers': customers,
  '0004-request-windows': requestWindows,
  '0005-inbox': inbox,
  '0006-claims': claims,
  '0007-audit': audit,
  '0008-digests': digests,
  '0009-questions': questions,
  '0010-installations': installations,
}
