import { slackBotName } from '../core/bot-name.ts'
import { type BotScope, botScopes } from './scopes.ts'

/** Stands in `manifest.yml` for the desk's own address; example.com is reserved for this (RFC 2606). */
export const placeholderUrl = 'https://desk.example.com'

export interface ManifestCommand {
  /** Without its slash. */
  readonly name: string
  readonly description: string
  /** What is typed behind it; empty for nothing. */
  readonly usageHint: string
}

/** An entry in the menu of a message. */
export interface ManifestShortcut {
  readonly callbackId: string
  readonly name: string
  readonly description: string
}

/** What people write: mentions, and every message where the bot is. Most of them reach nothing but our door. */
export const messageEvents = [
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
] as const

/** That a workspace has taken the app out; of use where several install it. */
export const endEvents = ['app_uninstalled', 'tokens_revoked'] as const

/** What Slack tells of. */
export const botEvents = [...messageEvents, ...endEvents] as const

/** The part of Slack's manifest (schema 2) that the desk needs. https://docs.slack.dev/reference/app-manifest */
export interface SlackManifest {
  readonly _metadata: { readonly major_version: 2 }
  readonly display_information: {
    readonly name: string
    readonly description: string
    readonly background_color: string
  }
  readonly features: {
    readonly app_home: {
      readonly home_tab_enabled: boolean
      readonly messages_tab_enabled: boolean
      readonly messages_tab_read_only_enabled: boolean
    }
    readonly bot_user: { readonly display_name: string; readonly always_online: boolean }
    readonly shortcuts: readonly Shortcut[]
    readonly slash_commands: readonly SlashCommand[]
  }
  readonly oauth_config: {
    readonly redirect_urls: readonly string[]
    readonly scopes: { readonly bot: readonly BotScope[] }
  }
  readonly settings: {
    readonly event_subscriptions: {
      readonly request_url: string
      readonly bot_events: readonly (typeof botEvents)[number][]
    }
    readonly interactivity: { readonly is_enabled: true; readonly request_url: string }
    readonly org_deploy_enabled: false
    readonly socket_mode_enabled: false
    readonly token_rotation_enabled: false
  }
}

interface Shortcut {
  readonly name: string
  readonly type: 'message'
  readonly callback_id: string
  readonly description: string
}

interface SlashCommand {
  readonly command: string
  readonly url: string
  readonly description: string
  readonly usage_hint?: string
  readonly should_escape: false
}

/**
 * The app as Slack is told to make it. `url` is the desk's base address, https, without a slash at the end.
 * Throws for commands and shortcuts that Slack would refuse.
 */
export function buildManifest({
  commands,
  shortcuts,
  url,
}: {
  readonly commands: readonly ManifestCommand[]
  readonly shortcuts: readonly ManifestShortcut[]
  readonly url: string
}): SlackManifest {
  for (const command of commands) refuseUnfit(command)
  if (new Set(commands.map(({ name }) => name)).size < commands.length) {
    throw new Error('a slash command is given twice')
  }
  for (const shortcut of shortcuts) refuseUnfitShortcut(shortcut)
  const requestUrl = `${url}/slack/events`
  return {
    _metadata: { major_version: 2 },
    display_information: {
      name: 'Partner Desk',
      description: 'Answers questions about LINE WORKS customers, contracts and options.',
      background_color: '#1d3b2f',
    },
    features: {
      // The tab where people write to the bot; without it there are no direct messages.
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      bot_user: { display_name: slackBotName, always_online: true },
      shortcuts: shortcuts.map(({ callbackId, name, description }) => ({
        name,
        type: 'message',
        callback_id: callbackId,
        description,
      })),
      slash_commands: commands.map(({ name, description, usageHint }) => ({
        command: `/${name}`,
        url: requestUrl,
        description,
        ...(usageHint ? { usage_hint: usageHint } : {}),
        // Escaping would turn what is typed into links and mentions.
        should_escape: false,
      })),
    },
    // Where people come back to who install it in a workspace of their own; unused with a single token.
    oauth_config: { redirect_urls: [`${url}/slack/oauth_redirect`], scopes: { bot: botScopes } },
    settings: {
      event_subscriptions: { request_url: requestUrl, bot_events: botEvents },
      interactivity: { is_enabled: true, request_url: requestUrl },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  }
}

/** Slack's limits of a slash command; its name counts 32 with the slash. */
function refuseUnfit({ name, description, usageHint }: ManifestCommand): void {
  const isFit =
    /^[a-z0-9_-]{1,31}$/.test(name) &&
    description.length > 0 &&
    description.length <= 2000 &&
    usageHint.length <= 1000
  if (!isFit) throw new Error(`Slack takes no slash command like ${JSON.stringify(name)}`)
}

/** Slack's limits of a shortcut. */
function refuseUnfitShortcut({ callbackId, name, description }: ManifestShortcut): void {
  const isFit =
    /^[a-z0-9_]{1,255}$/.test(callbackId) &&
    name.length > 0 &&
    name.length <= 24 &&
    description.length > 0 &&
    description.length <= 150
  if (!isFit) throw new Error(`Slack takes no shortcut like ${JSON.stringify(name)}`)
}
