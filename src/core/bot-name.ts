/** What the bot is called in Slack: by the manifest, and by those who mention it. */
export const slackBotName = 'partner-desk'

/** Brings the bot into a channel. */
export const slackInvite = `/invite @${slackBotName}`
