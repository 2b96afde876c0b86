import { decideLocale, decideRoomLocale } from '../core/decide-locale.ts'
import { toDeskError } from '../core/errors.ts'
import type { Locale } from '../core/locale.ts'
import type { FindReaders, Languages, Log } from '../core/ports.ts'

/** Decides whom an answer is spoken to. A store that is down costs a choice, never the answer. */
export function createFindReaders(
  languages: Languages | undefined,
  deskLocale: Locale,
  log: Log,
): FindReaders {
  return async ({ platform, workspace, room, person, correlationId }, { locale, zone }) => {
    let isChoiceUnknown = false
    const [chosen, ofRoom] = await Promise.all([
      languages?.find({ platform, workspace, kind: 'person', id: person }),
      languages?.find({ platform, workspace, kind: 'room', id: room }),
    ]).catch((thrown: unknown) => {
      log.warn({ correlationId, err: toDeskError(thrown) }, 'chosen languages could not be read')
      isChoiceUnknown = true
      return []
    })
    const known = { chosen, profile: locale, room: ofRoom }
    const unchosenLocale = decideLocale({ ...known, chosen: undefined }, deskLocale)
    const common = { unchosenLocale, zone, ...(isChoiceUnknown ? { isChoiceUnknown } : {}) }
    return {
      person: { locale: decideLocale(known, deskLocale), ...common },
      room: { locale: decideRoomLocale(known, deskLocale), ...common },
    }
  }
}
