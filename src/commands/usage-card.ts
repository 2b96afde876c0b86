import type { Call } from '../core/call.ts'
import { type Card, card, type Fact } from '../core/card.ts'
import type { CommandSpec } from '../core/command.ts'
import { locales } from '../core/locale.ts'
import type { Misunderstanding } from '../core/misunderstanding.ts'
import { optionIds } from '../core/option.ts'
import { code, data, parts, say } from '../core/phrase.ts'
import { exampleOf, formOf, typedName } from './form.ts'

/** Where LINE WORKS is sold, and two more to show the form. */
const exampleZones = ['Asia/Tokyo', 'Asia/Seoul', 'Asia/Taipei', 'Europe/London', 'America/New_York']

/** Tells what could not be understood, the right form, and what there is to choose from. */
export function usageCard(misunderstood: Misunderstanding, spec: CommandSpec, call: Call): Card {
  return card({
    kind: 'usage',
    title: say('usage.title'),
    lead: say(`usage.${misunderstood.problem}`, { text: data(misunderstood.text) }),
    facts: [
      // Nobody types what only buttons write.
      ...(spec.takes.about || spec.takes.load
        ? []
        : [formOf(spec, call.platform), exampleOf(spec, call.platform)]),
      ...choicesFor(misunderstood, spec),
    ],
  })
}

function choicesFor({ problem }: Misunderstanding, { takes }: CommandSpec): Fact[] {
  switch (problem) {
    case 'missingOption':
    case 'unknownOption':
      return [
        { label: say('usage.knownOptions'), value: parts(...optionIds.map((id) => code('option', id))) },
      ]
    case 'notLanguage': {
      // Only of a person or a room can it be left to the profile.
      const languages = takes.language ? [...locales, 'auto'] : locales
      return [{ label: say('argument.language'), value: parts(...languages.map(data)) }]
    }
    case 'notZone':
      return [{ label: say('argument.zone'), value: parts(...exampleZones.map(data)) }]
    default:
      return []
  }
}

/** The answer to a command that does not exist. */
export function unknownCommandCard(name: string, call: Call): Card {
  return card({
    kind: 'usage',
    title: say('usage.title'),
    lead: say('usage.unknownCommand', { name: data(name) }),
    facts: [
      { label: say('help.form'), value: data(typedName({ name: 'help', hasSlash: false }, call.platform)) },
    ],
    actions: [{ kind: 'open', label: say('action.help'), command: 'help' }],
  })
}
