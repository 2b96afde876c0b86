import { inspect } from 'node:util'
import { WebAPIPlatformError } from '@slack/web-api'
import { afterEach, describe, expect, it } from 'vitest'
import { toBoltLogger } from '../../src/slack/web-api/bolt-log.ts'
import { describeSlackError } from '../../src/slack/web-api/describe-slack-error.ts'
import { readableLog, startSlackDesk } from './slack-desk.ts'
import { Raw } from './stand-in.ts'

/** Each with the part that must not be logged. */
const profile =
  '{"ok":true,"user":{"id":"U1","real_name":"Hanako Secret","profile":{"email":"hanako@secret.example'
const failures = [
  ['breaks off', new Raw(profile)],
  ['is a page', new Raw('<html>\n    at Hanako Secret, hanako@secret.example</html>')],
  ['is a page of a server in trouble', new Raw('<html>Hanako Secret</html>', 502)],
  ['is an error with the profile', new Raw(`${profile}"}}}`, 500)],
  ['says to wait', new Raw('Hanako Secret', 429, { 'retry-after': '30' })],
  ['says to wait, but not how long', new Raw('Hanako Secret', 429)],
  ['is an error in other words', new Raw('{"ok":false,"error":"no Hanako Secret here"}')],
  ['is nothing', 'down'],
] as const

let desk: Awaited<ReturnType<typeof startSlackDesk>>

afterEach(() => desk?.close())

/** Everything, as deep as it goes: an error's message and stack are not part of its JSON. */
const written = () => inspect(desk.lines, { depth: Number.POSITIVE_INFINITY, showHidden: true })

describe('the log', () => {
  it.each(failures)(
    'holds nobody’s name, no token and no address when an answer of Slack %s',
    async (_how, answer) => {
      desk = await startSlackDesk()
      desk.slackApi.users.set('U1', answer)
      expect((await desk.command('/customer', '1')).text).toContain('access.unknown')
      expectNothingSecret('membership could not be learned')
    },
  )

  it.each(failures)('nor when a room’s description %s', async (_how, answer) => {
    desk = await startSlackDesk()
    desk.slackApi.rooms.set('C1', answer)
    await desk.press('desk:share', 'options 1')
    await desk.slack.settled(5000)
    expectNothingSecret('who reads the room could not be learned')
  })

  function expectNothingSecret(message: string) {
    expect(desk.lines.map((line) => line.message)).toContain(message)
    for (const secret of ['Hanako', 'secret.example', 'xoxb', '127.0.0.1', '/users.info']) {
      expect(written()).not.toContain(secret)
    }
  }

  it('tells Slack’s own word for what was wrong', async () => {
    desk = await startSlackDesk()
    desk.slackApi.users.delete('U1')
    await desk.command('/customer', '1')
    const line = desk.lines.find(({ message }) => message === 'membership could not be learned')
    expect(line?.fields.err).toMatchObject({
      name: 'WebAPIPlatformError',
      codes: ['slack_webapi_platform_error'],
      error: 'user_not_found',
    })
  })

  it('tells why Slack could not be reached', async () => {
    desk = await startSlackDesk()
    await desk.slackApi.close()
    await desk.command('/customer', '1')
    const { fields } = desk.lines.find(({ message }) => message.startsWith('membership')) ?? {}
    expect(fields?.err).toMatchObject({ codes: ['slack_webapi_request_error', 'ECONNREFUSED'] })
  })

  it('gets no unreadable answer by way of Bolt either', () => {
    const { log, lines } = readableLog()
    const error = new WebAPIPlatformError({ ok: false, error: '{"ok":true,"url":"wss://ticket' })
    const known = new WebAPIPlatformError({ ok: false, error: 'invalid_auth' })
    const logger = toBoltLogger(log)
    logger.error(error)
    logger.error(`Failed to retrieve a new WSS URL (error: ${error})`)
    logger.error(`Slack API error: ${error.data.error}`, error)
    logger.error(`Failed to retrieve a new WSS URL (error: ${known})`)
    expect(lines.map(({ message }) => message)).toEqual([
      'Bolt: WebAPIPlatformError slack_webapi_platform_error',
      'Bolt: Failed to retrieve a new WSS URL (error: WebAPIPlatformError: An API error occurred: unreadable answer',
      'Bolt: Slack API error: unreadable answer WebAPIPlatformError slack_webapi_platform_error',
      'Bolt: Failed to retrieve a new WSS URL (error: WebAPIPlatformError: An API error occurred: invalid_auth)',
    ])
  })
})

describe('an error of our own', () => {
  it('is told by its name and place, without its message', () => {
    const described = describeSlackError(new TypeError('Hanako\n    at Hanako'))
    expect(described.name).toBe('TypeError')
    expect(described.at?.[0]).toContain('slack-errors.test.ts')
    expect(JSON.stringify(described)).not.toContain('Hanako')
  })

  it.each(['words', undefined, null, { code: 'x' }])('that is none (%j) is told by its type', (thrown) => {
    expect(describeSlackError(thrown)).toEqual({ name: typeof thrown })
  })
})
