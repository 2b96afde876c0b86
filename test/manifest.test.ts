import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppsManifestValidateArguments } from '@slack/web-api'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { parse } from 'yaml'
import { registeredCommands, slackShortcuts } from '../src/app/slack-registered.ts'
import { readEvent } from '../src/slack/events/read-event.ts'
import { botEvents, buildManifest, endEvents, messageEvents, placeholderUrl } from '../src/slack/manifest.ts'
import { manifestCommands } from '../src/verbs/manifest-commands.ts'
import { postSigned } from './helpers/signed-request.ts'
import { secret, startSlackDesk } from './slack/slack-desk.ts'

const read = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

const manifest = buildManifest({
  commands: manifestCommands(),
  shortcuts: slackShortcuts,
  url: placeholderUrl,
})

let desk: Awaited<ReturnType<typeof startSlackDesk>>
beforeAll(async () => {
  desk = await startSlackDesk()
})
afterAll(() => desk.close())

it('manifest.yml registers just what there is', () => {
  expect(parse(read('manifest.yml'))).toEqual(manifest)
})

type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]: Plain<T[K]> }
    : T

it('has only scopes and events that Slack knows', () => {
  // The compiler says whether it is so.
  const known: AppsManifestValidateArguments['manifest'] = manifest as Plain<typeof manifest>
  expect(known.settings?.event_subscriptions?.bot_events).toEqual(botEvents)
})

it('registers the commands that the sandbox has', () => {
  const commands = manifest.features.slash_commands.map(({ command }) => command)
  expect(commands).toEqual(registeredCommands.map((name) => `/${name}`))
})

it.each(slackShortcuts)('a shortcut $callbackId is heard', async ({ callbackId }) => {
  const payload = {
    type: 'message_action',
    callback_id: callbackId,
    user: { id: 'U1', name: 'misaki', team_id: 'T1' },
    team: { id: 'T1', domain: 'example' },
    channel: { id: 'C1', name: 'support' },
    message: { type: 'message', user: 'U2', ts: '1.1', text: '' },
    response_url: desk.slackApi.responseUrl,
  }
  const form = { payload: JSON.stringify(payload) }
  expect(await postSigned(desk.url, secret, form, Date.now())).toMatchObject({ status: 200, text: '' })
})

it('has every shortcut that is heard', () => {
  const heard = read('src/slack/app.ts').match(/\bapp\.shortcut\(/g)
  expect(heard).toHaveLength(slackShortcuts.length)
})

/** What Slack could tell of, by the name under which an app asks for it. */
const tellable: readonly (readonly [string, object])[] = [
  ['app_mention', { type: 'app_mention' }],
  ['message.app_home', { type: 'message', channel_type: 'app_home' }],
  ['message.channels', { type: 'message', channel_type: 'channel' }],
  ['message.groups', { type: 'message', channel_type: 'group' }],
  ['message.im', { type: 'message', channel_type: 'im' }],
  ['message.mpim', { type: 'message', channel_type: 'mpim' }],
  ['app_home_opened', { type: 'app_home_opened' }],
  ['member_joined_channel', { type: 'member_joined_channel' }],
  ['reaction_added', { type: 'reaction_added' }],
]

it('asks for the messages that are read, and for no others', () => {
  const readable = tellable.filter(([, event]) => {
    const written = { channel: 'C1', user: 'U1', ts: '1790000000.000100', text: 'Hello', ...event }
    return readEvent({ type: 'event_callback', team_id: 'T1', event: written }) !== undefined
  })
  expect(readable.map(([name]) => name)).toEqual(messageEvents)
})

it('asks to hear of the end of an installation', () => {
  expect(botEvents).toEqual([...messageEvents, ...endEvents])
})
