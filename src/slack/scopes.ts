/** What the bot may do, and why; the manifest asks for just these. */
export const scopeReasons = {
  commands: 'Answers slash commands, buttons and the shortcut of a message.',
  'app_mentions:read': 'Hears questions that mention the bot.',
  'chat:write': 'Gives the app a bot user, which can be invited to a channel, and posts answers and digests.',
  'users:read': "Learns a person's name, language and time zone, and whether they are a full member.",
  'usergroups:read': 'Who is in the user groups of DESK_ALLOWED_PEOPLE; asked only where it lists some.',
  'channels:read':
    'Before an answer or a digest is posted: is this public channel open to another organisation?',
  'groups:read': 'The same for private channels.',
  'im:read': 'The same for direct messages.',
  'mpim:read': 'The same for group direct messages.',
  'channels:history':
    'Questions in public channels for support, and edited ones; what a thread is about; after an unclear failure: is the answer or digest there, or has it to be posted again?',
  'groups:history': 'The same for private channels.',
  'im:history': 'The same for direct messages, where every message may be a question.',
  'mpim:history': 'The same for group direct messages.',
} as const

export type BotScope = keyof typeof scopeReasons

export const botScopes = Object.keys(scopeReasons) as readonly BotScope[]
