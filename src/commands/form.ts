import type { Call } from '../core/call.ts'
import type { Fact } from '../core/card.ts'
import type { CommandSpec } from '../core/command.ts'
import { data, type Phrase, say, words } from '../core/phrase.ts'

/** A customer in the reference pages of the Partner API, and in the sandbox. */
export const exampleId = '10000001'

/** Something of it that ends, as buttons name it. */
export const exampleItem = `${exampleId}/7001/serviceTrial/2026-11-30`

/** Names for a command's arguments, those that may be left out in brackets: `DOMAIN-ID [OPTION]`. */
export function argumentNames({ takes }: Pick<CommandSpec, 'takes'>): Phrase[] {
  if (takes.digest) return digestNames()
  const named = (['customer', 'option', 'command', 'language', 'item', 'date'] as const).flatMap(
    (argument) => {
      const name = say(`argument.${argument}`)
      if (!takes[argument]) return []
      return takes[argument] === 'required' ? [name] : [optional(name)]
    },
  )
  if (takes.window) return [...named, optional(say('argument.days')), optional(data('mine|all'))]
  return takes.over ? [...named, optional(data('over'))] : named
}

/** What else can be asked of a digest. */
const otherWishes = '| now | status | off'

/** The parts of a rule behind its time may stand in any order. */
function digestNames(): Phrase[] {
  return [
    data('daily HH:MM'),
    optional(say('argument.zone')),
    optional(words(data('within'), say('argument.days'))),
    optional(words(data('in'), say('argument.language'))),
    optional(words(data('for'), say('argument.text'))),
    optional(data('every day')),
    data(otherWishes),
  ]
}

function optional(name: Phrase): Phrase {
  return say('argument.optional', { name })
}

/** How a command is written: `/scheduled DOMAIN-ID [OPTION]`. */
export function formOf(spec: CommandSpec, platform: Call['platform']): Fact {
  return { label: say('help.form'), value: words(data(typedName(spec, platform)), ...argumentNames(spec)) }
}

/** The same in few words, for a list of commands. */
export function shortFormOf(spec: CommandSpec, platform: Call['platform']): Phrase {
  if (!spec.takes.digest) return formOf(spec, platform).value
  return data(`${typedName(spec, platform)} daily HH:MM … ${otherWishes}`)
}

export function exampleOf(spec: CommandSpec, platform: Call['platform']): Fact {
  return {
    label: say('help.example'),
    value: data(`${typedName(spec, platform)} ${spec.example}`.trim()),
  }
}

/** How the command is typed on the platform of the call, without its arguments. */
export function typedName(spec: Pick<CommandSpec, 'name' | 'hasSlash'>, platform: Call['platform']): string {
  return spec.hasSlash || platform !== 'slack' ? `/${spec.name}` : `/desk ${spec.name}`
}
