import { type Action, card, type Fact } from '../core/card.ts'
import { DeskError } from '../core/errors.ts'
import { type Locale, localeNames, locales } from '../core/locale.ts'
import { data, type Phrase, parts, say } from '../core/phrase.ts'
import type { LanguageOwner } from '../core/ports.ts'
import { defineCommand } from './command.ts'

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
    return card({
      title: say('language.title'),
      ...(wish?.choice ? { lead: outcome(wish.of, wish.choice) } : {}),
      facts: [ownFact(own, automatic), roomFact(rooms)],
      actions: [
        ...locales.map(choose),
        { kind: 'open', label: say('action.auto'), command: 'language auto' },
      ],
      notes: [say('language.roomHint', { form: data('language room ja') })],
      // What was chosen shows at once.
      locale: own ?? automatic,
    })
  },
)

const choose = (locale: Locale): Action => ({
  kind: 'open',
  label: data(localeNames[locale]),
  command: `language ${locale}`,
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
