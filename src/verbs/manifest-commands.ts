import { commands } from '../commands/desk.ts'
import { argumentNames } from '../commands/form.ts'
import { words } from '../core/phrase.ts'
import type { ManifestCommand } from '../slack/manifest.ts'
import { say, sayPhrase } from '../text/speak.ts'

/** Slack shows one language for all; these are the words of the app's own directory entry. */
const reader = { locale: 'en', zone: 'UTC' } as const

/** The slash commands to register, from the same specs that parse them and explain them. */
export function manifestCommands(): ManifestCommand[] {
  const own = commands.filter(({ spec }) => spec.hasSlash)
  return [
    ...own.map(({ spec }) => ({
      name: spec.name,
      description: say(`command.${spec.name}`, reader),
      usageHint: sayPhrase(words(...argumentNames(spec)), reader),
    })),
    {
      name: 'desk',
      description: say('command.desk', reader),
      usageHint: commands
        .filter(({ spec }) => !spec.isHidden)
        .map(({ spec }) => spec.name)
        .join(' | '),
    },
  ]
}
