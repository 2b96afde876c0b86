import type { ManifestShortcut } from '../slack/manifest.ts'
import { lookUpId } from '../slack/on-shortcut.ts'
import { say } from '../text/speak.ts'

/** Slack shows one language for all. */
const reader = { locale: 'en', zone: 'UTC' } as const

/** What the manifest registers in the menu of messages, and the sandbox shows there. */
export const slackShortcuts: readonly ManifestShortcut[] = [
  {
    callbackId: lookUpId,
    name: say('slack.lookUp', reader),
    description: say('slack.lookUpDescription', reader),
  },
]
