import type { Call } from '../core/call.ts'
import { type Action, card, type Fact } from '../core/card.ts'
import { DeskError } from '../core/errors.ts'
import type { LanguageWish } from '../core/language-arguments.ts'
import { type Locale, localeNames, locales } from '../core/locale.ts'
import { data, type Phrase, parts, say } from '../core/phrase.ts'
import type { LanguageOwner } from '../core/ports.ts'
import { defineCommand } from './command.ts'
import { typedName } from './form.ts'

/** The language of the person or of the room: what it is, or what it is to be. */
export const language = defineCommand(
  { name: 'language', takes: { language: 'optional' }, example: 'ja' },
  async ({ language: wish }, asked) => {
    const { languages, call, reader } = asked
    if (!languages) throw new DeskError('internal', 'language: there is no store to keep it in')
    const { platform, workspace, person, room } = call
    const owners = {
      person: { platform, workspace, kind: 'person', id: person },
      room: { platform, workspace, kind: 'room', id: room },
    } as const satisfies Record<string, LanguageOwner>

    if (wish?.choice === 'auto') await languages.forget(owners[wish.of])
    else if (wish?.choice) await languages.choose(owners[wish.of], wish.choice)

    const [own, rooms] = await Promise.all([languages.find(owners.person), languages.find(owners.room)])
    const automatic = reader.unchosenLocale ?? reader.locale
    // What was chosen shows at once; but a room is not spoken to in one person's language.
    const locale = call.isForRoom ? (rooms ?? reader.locale) : (own ?? automatic)
    // Where all read along, a button is about what all read.
    const of = call.isForRoom ? 'language room' : 'language'
    return card({
      title: say('language.title'),
      ...(wish?.choice ? { lead: outcome(wish.of, wish.choice) } : {}),
      facts: [
        // A room is shown somebody's own language only where that was just chosen.
        ...(call.isForRoom && !isPersonal(wish) ? [] : [ownFact(own, automatic)]),
        ...(isDirect(call) ? [] : [roomFact(rooms)]),
      ],
      actions: [
        ...locales.map((choice) => choose(of, choice)),
        { kind: 'open', label: say('action.auto'), command: `${of} auto` },
      ],
      notes:
        call.isForRoom || isDirect(call) ? [] : [say('language.roomHint', { form: formFor(call, locale) })],
      locale,
    })
  },
)

function isPersonal(wish: LanguageWish | undefined): boolean {
  return wish?.of === 'person' && wish.choice !== undefined
}

/** A room of two, which LINE WORKS names by the person. */
function isDirect({ room, person }: Call): boolean {
  return room === person
}

function formFor({ platform }: Call, locale: Locale): Phrase {
  return data(`${typedName({ name: 'language', hasSlash: false }, platform)} room ${locale}`)
}

const choose = (of: string, locale: Locale): Action => ({
  kind: 'open',
  label: data(localeNames[locale]),
  command: `${of} ${locale}`,
})

function outcome(of: 'person' | 'room', choice: Locale | 'auto'): Phrase {
  if (choice === 'auto') return say(of === 'room' ? 'language.autoRoom' : 'language.auto')
  return say(of === 'room' ? 'language.setRoom' : 'language.set', { language: data(localeNames[choice]) })
}

function ownFact(own: Locale | undefined, automatic: Locale): Fact {
  const value = own
    ? parts(data(localeNames[own]), say('language.chosen'))
    : parts(data(localeNames[automatic]), say('language.automatic'))
  return { label: say('label.ownLanguage'), value }
}

function roomFact(room: Locale | undefined): Fact {
  return {
    label: say('label.roomLanguage'),
    value: room ? data(localeNames[room]) : say('language.notChosen'),
  }
}
