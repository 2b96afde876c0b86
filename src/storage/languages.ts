import { parseLocale } from '../core/locale.ts'
import type { LanguageOwner, Languages } from '../core/ports.ts'
import type { LanguageRow, StoreSession } from './schema.ts'

/** Keeps chosen languages in the store. One that this version does not know counts as none chosen. */
export function createLanguages(session: StoreSession): Languages {
  return {
    async find(of) {
      const row = await session
        .selectFrom('language')
        .select('locale')
        .where((row) => row.and(keyOf(of)))
        .executeTakeFirst()
      return parseLocale(row?.locale)
    },

    async choose(of, locale) {
      await session
        .insertInto('language')
        .values({ ...keyOf(of), locale })
        .onConflict((conflict) =>
          conflict.columns(['platform', 'workspace', 'kind', 'id']).doUpdateSet({ locale }),
        )
        .execute()
    },

    async forget(of) {
      await session
        .deleteFrom('language')
        .where((row) => row.and(keyOf(of)))
        .execute()
    },
  }
}

/** Named one by one: an owner may carry more than the key. */
function keyOf({ platform, workspace, kind, id }: LanguageOwner): Omit<LanguageRow, 'locale'> {
  return { platform, workspace, kind, id }
}
