import { commands } from '../commands/desk.ts'
import type { ManifestShortcut } from '../slack/manifest.ts'
import { lookUpId } from '../slack/on-shortcut.ts'
import { say } from '../text/speak.ts'

/** Slack shows one language for all. */
const reader = { locale: 'en', zone: 'UTC' } as const

/** The slash commands that the manifest registers, without their slash; every other command goes through `/desk`. */
export const registeredCommands = [
  ...commands.flatMap(({ spec }) => (spec.hasSlash ? [spec.name] : [])),
  'desk',
]

/** What the manifest registers in the menu of messages, and the sandbox shows there. */
export const slackShortcuts: readonly ManifestShortcut[] = [
  {
    callbackId: lookUpId,
    name: say('slack.lookUp', reader),
    description: say('slack.lookUpDescription', reader),
  },
]
