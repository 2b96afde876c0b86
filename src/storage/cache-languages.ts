import { LRUCache } from 'lru-cache'
import type { Locale } from '../core/locale.ts'
import type { LanguageOwner, Languages } from '../core/ports.ts'

/** A choice made in another process is heard of after this at the latest; one made here at once. */
const keptMs = 5_000
/** People and rooms; more than talk at a time, and less than a megabyte. */
const keptOwners = 10_000

/** Keeps what was found for some seconds: languages are asked for with every command and hardly ever change. */
export function cacheLanguages(languages: Languages): Languages {
  const cache = new LRUCache<string, { readonly locale: Locale | undefined }, LanguageOwner>({
    max: keptOwners,
    ttl: keptMs,
    fetchMethod: async (_key, _stale, { context }) => ({ locale: await languages.find(context) }),
  })
  return {
    find: async (of) => (await cache.forceFetch(keyOf(of), { context: of })).locale,
    async choose(of, locale) {
      await languages.choose(of, locale)
      cache.set(keyOf(of), { locale })
    },
    async forget(of) {
      await languages.forget(of)
      cache.set(keyOf(of), { locale: undefined })
    },
  }
}

function keyOf({ platform, workspace, kind, id }: LanguageOwner): string {
  return JSON.stringify([platform, workspace, kind, id])
}
