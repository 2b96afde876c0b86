import type { Call } from '../core/call.ts'
import { type Card, card } from '../core/card.ts'
import { data, type Phrase, say } from '../core/phrase.ts'
import { type Asked, type Command, defineCommand } from './command.ts'
import { exampleId, exampleOf, formOf, shortFormOf } from './form.ts'
import { unknownCommandCard } from './usage-card.ts'

/** The commands, or one of them with an example. */
export const help = defineCommand(
  { name: 'help', takes: { command: 'optional' }, example: 'options' },
  ({ command: name }, asked) => {
    const shown = asked.commands.filter(({ spec }) => !spec.isHidden)
    if (!name) return allCommands(shown, asked)
    const found = shown.find(({ spec }) => spec.name === name)
    return found ? oneCommand(found, asked) : unknownCommandCard(name, asked.call)
  },
)

function allCommands(shown: readonly Command[], { call }: Asked): Card {
  return card({
    title: say('help.title'),
    lead: say('help.lead'),
    facts: shown.map(({ spec }) => ({
      label: shortFormOf(spec, call.platform),
      value: say(`command.${spec.name}`),
    })),
    notes: [
      say('help.questions', { question: say('unsure.exampleTrial', { id: data(exampleId) }) }),
      ...notesFor(call.platform),
    ],
  })
}

function notesFor(platform: Call['platform']): Phrase[] {
  switch (platform) {
    case 'slack':
      return [say('help.everywhere', { form: data('/desk') }), say('help.onlyYou')]
    case 'lineworks':
      return [say('help.inGroup')]
    default:
      return []
  }
}

function oneCommand({ spec }: Command, { call }: Asked): Card {
  return card({
    title: say('help.commandTitle', { command: data(spec.name) }),
    lead: say(`command.${spec.name}`),
    facts: [formOf(spec, call.platform), exampleOf(spec, call.platform)],
  })
}
