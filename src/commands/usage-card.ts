import type { Call } from '../core/call.ts'
import { type Card, card, type Fact } from '../core/card.ts'
import type { CommandSpec, Misunderstanding } from '../core/command.ts'
import { locales } from '../core/locale.ts'
import { optionIds } from '../core/option.ts'
import { code, data, parts, say } from '../core/phrase.ts'
import { typedName } from './command.ts'
import { exampleOf, formOf } from './form.ts'

/** Tells what could not be understood, the right form, and what there is to choose from. */
export function usageCard(misunderstood: Misunderstanding, spec: CommandSpec, call: Call): Card {
  return card({
    kind: 'usage',
    title: say('usage.title'),
    lead: say(`usage.${misunderstood.problem}`, { text: data(misunderstood.text) }),
    facts: [formOf(spec, call.platform), exampleOf(spec, call.platform), ...choicesFor(misunderstood)],
  })
}

function choicesFor({ problem }: Misunderstanding): Fact[] {
  switch (problem) {
    case 'missingOption':
    case 'unknownOption':
      return [
        { label: say('usage.knownOptions'), value: parts(...optionIds.map((id) => code('option', id))) },
      ]
    case 'notLanguage':
      return [{ label: say('argument.language'), value: parts(...[...locales, 'auto'].map(data)) }]
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
