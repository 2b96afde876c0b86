/** What the bot may do, and why; the manifest asks for just these. */
export const scopeReasons = {
  commands: 'Answers slash commands and buttons.',
  'chat:write': 'Gives the app a bot user, which can be invited to a channel, and posts digests.',
  'users:read': "Learns a person's language and time zone, and whether they are a full member.",
  'channels:read':
    'Before an answer is shared or a digest posted: is this public channel open to another organisation?',
  'groups:read': 'The same for private channels.',
  'im:read': 'The same for direct messages.',
  'mpim:read': 'The same for group direct messages.',
  'channels:history':
    'After an unclear failure: is the digest in this public channel, or has it to be posted again?',
  'groups:history': 'The same for private channels.',
  'im:history': 'The same for direct messages.',
  'mpim:history': 'The same for group direct messages.',
} as const

export type BotScope = keyof typeof scopeReasons

export const botScopes = Object.keys(scopeReasons) as readonly BotScope[]
