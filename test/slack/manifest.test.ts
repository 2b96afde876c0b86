import { describe, expect, it } from 'vitest'
import { buildManifest, placeholderUrl } from '../../src/slack/manifest.ts'
import { scopeReasons } from '../../src/slack/scopes.ts'

const manifest = buildManifest({
  commands: [
    { name: 'customer', description: 'Company and plans of a customer', usageHint: 'DOMAIN-ID' },
    { name: 'desk', description: 'Any command', usageHint: '' },
  ],
  shortcuts: [{ callbackId: 'look_up', name: 'Look up', description: 'Whom a message is about' }],
  url: placeholderUrl,
})

describe('the manifest of the Slack app', () => {
  it('keeps to Slack’s lengths and forms', () => {
    const { name, description, background_color } = manifest.display_information
    expect(name.length).toBeLessThanOrEqual(35)
    expect(description.length).toBeLessThanOrEqual(140)
    expect(background_color).toMatch(/^#[0-9a-f]{6}$/)
    expect(manifest.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/)
  })

  it('registers each command as it was given, unescaped', () => {
    expect(manifest.features.slash_commands).toEqual([
      {
        command: '/customer',
        url: 'https://desk.example.com/slack/events',
        description: 'Company and plans of a customer',
        usage_hint: 'DOMAIN-ID',
        should_escape: false,
      },
      {
        command: '/desk',
        url: 'https://desk.example.com/slack/events',
        description: 'Any command',
        should_escape: false,
      },
    ])
  })

  it.each([
    ['a name with a space', { name: 'two words' }],
    ['a name of 32 characters', { name: 'x'.repeat(32) }],
    ['no description', { description: '' }],
    ['a description of 2,001 characters', { description: 'x'.repeat(2001) }],
    ['a hint of 1,001 characters', { usageHint: 'x'.repeat(1001) }],
  ])('refuses %s', (_what, difference) => {
    const command = { name: 'customer', description: 'Company', usageHint: '', ...difference }
    expect(() => buildManifest({ commands: [command], shortcuts: [], url: placeholderUrl })).toThrow(
      /slash command/,
    )
  })

  it('refuses a name twice', () => {
    const command = { name: 'customer', description: 'Company', usageHint: '' }
    const commands = [command, command]
    expect(() => buildManifest({ commands, shortcuts: [], url: placeholderUrl })).toThrow(/twice/)
  })

  it('puts each shortcut into the menu of messages', () => {
    expect(manifest.features.shortcuts).toEqual([
      { name: 'Look up', type: 'message', callback_id: 'look_up', description: 'Whom a message is about' },
    ])
  })

  it.each([
    ['no name', { name: '' }],
    ['a name of 25 characters', { name: 'x'.repeat(25) }],
    ['no description', { description: '' }],
    ['a description of 151 characters', { description: 'x'.repeat(151) }],
    ['a callback id with a space', { callbackId: 'look up' }],
    ['a callback id of 256 characters', { callbackId: 'x'.repeat(256) }],
  ])('refuses a shortcut with %s', (_what, difference) => {
    const shortcut = { callbackId: 'look_up', name: 'Look up', description: 'Whom', ...difference }
    expect(() => buildManifest({ commands: [], shortcuts: [shortcut], url: placeholderUrl })).toThrow(
      /shortcut/,
    )
  })

  it('lets people write to the bot, and shows no empty home', () => {
    expect(manifest.features.app_home).toEqual({
      home_tab_enabled: false,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    })
  })

  it('brings those who install it back to the desk', () => {
    expect(manifest.oauth_config.redirect_urls).toEqual(['https://desk.example.com/slack/oauth_redirect'])
  })

  it('asks for no scope without a reason, and for no event without its scope', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(scopeReasons))
    expect(Object.values(scopeReasons).every((reason) => reason.length > 10)).toBe(true)
    // https://docs.slack.dev/reference/events
    expect(manifest.oauth_config.scopes.bot).toEqual(
      expect.arrayContaining([
        'app_mentions:read',
        ...['channels:history', 'groups:history', 'im:history', 'mpim:history'],
      ]),
    )
    expect(manifest.settings).toEqual({
      event_subscriptions: {
        request_url: 'https://desk.example.com/slack/events',
        bot_events: [
          ...['app_mention', 'message.channels', 'message.groups', 'message.im', 'message.mpim'],
          ...['app_uninstalled', 'tokens_revoked'],
        ],
      },
      interactivity: { is_enabled: true, request_url: 'https://desk.example.com/slack/events' },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    })
  })
})
