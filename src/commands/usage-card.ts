import type { Call } from '../core/call.ts'
import { type Card, card, type Fact } from '../core/card.ts'
import type { CommandSpec, Misunderstanding } from '../core/command.ts'
import { optionIds } from '../core/option.ts'
import { code, data, parts, say } from '../core/phrase.ts'
import { typedName } from './command.ts'
import { exampleOf, formOf } from './form.ts'

/** Tells what could not be understood, and the right form. */
export function usageCard(misunderstood: Misunderstanding, spec: CommandSpec, call: Call): Card {
  const wantsOption = misunderstood.problem === 'missingOption' || misunderstood.problem === 'unknownOption'
  const options: Fact = {
    label: say('usage.knownOptions'),
    value: parts(...optionIds.map((id) => code('option', id))),
  }
  return card({
    kind: 'usage',
    title: say('usage.title'),
    lead: say(`usage.${misunderstood.problem}`, { text: data(misunderstood.text) }),
    facts: [formOf(spec, call.platform), exampleOf(spec, call.platform), ...(wantsOption ? [options] : [])],
  })
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
    actions: [{ kind: 'open', label: 'action.help', command: 'help' }],
  })
}
