import { describe, expect, it } from 'vitest'
import { buildManifest, placeholderUrl } from '../../src/slack/manifest.ts'
import { scopeReasons } from '../../src/slack/scopes.ts'

const manifest = buildManifest({
  commands: [
    { name: 'customer', description: 'Company and plans of a customer', usageHint: 'DOMAIN-ID' },
    { name: 'desk', description: 'Any command', usageHint: '' },
  ],
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
    expect(() => buildManifest({ commands: [command], url: placeholderUrl })).toThrow(/slash command/)
  })

  it('refuses a name twice', () => {
    const command = { name: 'customer', description: 'Company', usageHint: '' }
    expect(() => buildManifest({ commands: [command, command], url: placeholderUrl })).toThrow(/twice/)
  })

  it('asks for no scope without a reason, and for no events', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(Object.keys(scopeReasons))
    expect(Object.values(scopeReasons).every((reason) => reason.length > 10)).toBe(true)
    expect(manifest.settings).toEqual({
      interactivity: { is_enabled: true, request_url: 'https://desk.example.com/slack/events' },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    })
  })
})
