import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { closeAfterEach } from '../helpers/close-after-each.ts'
import { gate } from '../helpers/gate.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { mention, message, startEventsDesk } from './events-desk.ts'
import { echo, type SlackDesk, startSlackDesk } from './slack-desk.ts'

const store = useInboxStore()
const atEnd = closeAfterEach()

/** Slack's end of a socket: greets, sends envelopes, collects acknowledgements. */
async function startSocketServer() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  atEnd(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
  const connected = once(server, 'connection').then(([socket]) => {
    socket.send(JSON.stringify({ type: 'hello' }))
    return socket
  })
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `ws://127.0.0.1:${port}/`, connected }
}

/** Has the desk open its socket, and gives Slack's end of it. */
async function connect(
  { slack, slackApi, close }: SlackDesk,
  { url, connected }: Awaited<ReturnType<typeof startSocketServer>>,
) {
  atEnd(close)
  slackApi.openSocketAt(url)
  await slack.start()
  return connected
}

describe('Socket Mode', () => {
  it('takes a command from the socket and answers there, without any route over HTTP', async () => {
    const slackEnd = await startSocketServer()
    const desk = await startSlackDesk({ appToken: 'xapp-1' }, { overHttp: false })
    const socket = await connect(desk, slackEnd)

    const payload = {
      command: '/customer',
      text: '1',
      team_id: 'T1',
      channel_id: 'C1',
      user_id: 'U1',
      response_url: desk.slackApi.responseUrl,
    }
    socket.send(
      JSON.stringify({ type: 'slash_commands', envelope_id: 'e1', payload, accepts_response_payload: true }),
    )
    const [answer] = await once(socket, 'message')
    const { envelope_id, payload: acknowledged } = JSON.parse(String(answer))
    expect(envelope_id).toBe('e1')
    expect(acknowledged).toMatchObject({ response_type: 'ephemeral' })
    expect(acknowledged.blocks[0].text.text).toBe('Asked: customer 1 [ja]')
    expect(await desk.command('/customer', '1')).toMatchObject({ status: 404 })
  })

  it('serves both ways with one set of answers', async () => {
    const slackEnd = await startSocketServer()
    const desk = await startSlackDesk({ appToken: 'xapp-1' })
    const socket = await connect(desk, slackEnd)

    const payload = {
      type: 'block_actions',
      user: { id: 'U1', team_id: 'T1' },
      team: { id: 'T1' },
      channel: { id: 'C1' },
      container: { is_ephemeral: true },
      response_url: desk.slackApi.responseUrl,
      actions: [{ type: 'button', action_id: 'desk:open:0', value: 'options 1' }],
    }
    socket.send(JSON.stringify({ type: 'interactive', envelope_id: 'e2', payload }))
    expect(JSON.stringify(await desk.slackApi.reply())).toContain('Asked: options 1')
    expect(await desk.command('/customer', '1')).toMatchObject({ status: 200 })
  })

  it('keeps a message before it is acknowledged, and answers it once for all its events', async () => {
    const slackEnd = await startSocketServer()
    const inbox = store.inbox()
    const { opened, open } = gate()
    const desk = await startEventsDesk({
      appToken: 'xapp-1',
      inbox: { ...inbox, take: (received, leaseMs) => opened.then(() => inbox.take(received, leaseMs)) },
      storeMs: 60_000,
    })
    atEnd(desk.close)
    desk.workspace.api.play('apps.connections.open', { ok: true, url: slackEnd.url })
    await desk.slack.start()
    const socket = await slackEnd.connected
    const acknowledged: string[] = []
    socket.on('message', (data: Buffer) => acknowledged.push(JSON.parse(String(data)).envelope_id))
    const send = (envelope_id: string, payload: object) =>
      socket.send(
        JSON.stringify({
          type: 'events_api',
          envelope_id,
          payload: { type: 'event_callback', ...payload },
          accepts_response_payload: false,
        }),
      )

    send('e4', mention('plan?'))
    // Something else goes through meanwhile.
    await desk.command('/customer', '1')
    send('e5', { event: { type: 'reaction_added' } })
    await expect.poll(() => acknowledged).toEqual(['e5'])
    open()
    await expect.poll(() => acknowledged).toEqual(['e5', 'e4'])
    send('e6', message('<@UBOT> plan?'))
    await expect.poll(() => acknowledged).toEqual(['e5', 'e4', 'e6'])
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(await store.outcomes()).toEqual(['answered'])
  })

  it('does not acknowledge a message that the store could not keep, so that it comes again', async () => {
    const slackEnd = await startSocketServer()
    const inbox = store.inbox()
    let isDown = true
    const desk = await startEventsDesk({
      appToken: 'xapp-1',
      inbox: {
        ...inbox,
        take: async (...given) => {
          if (isDown) throw new Error('no connection')
          return inbox.take(...given)
        },
      },
    })
    atEnd(desk.close)
    desk.workspace.api.play('apps.connections.open', { ok: true, url: slackEnd.url })
    await desk.slack.start()
    const socket = await slackEnd.connected
    const acknowledged: string[] = []
    socket.on('message', (data: Buffer) => acknowledged.push(JSON.parse(String(data)).envelope_id))
    const send = (envelope_id: string) =>
      socket.send(
        JSON.stringify({
          type: 'events_api',
          envelope_id,
          payload: { type: 'event_callback', ...mention('plan?') },
          accepts_response_payload: false,
        }),
      )

    send('e7')
    const refused = 'message refused while the store does not answer; Slack sends it again'
    await expect.poll(() => desk.lines.map(({ message }) => message)).toContain(refused)
    isDown = false
    send('e8')
    await expect.poll(() => acknowledged).toEqual(['e8'])
    await desk.slack.settled(5_000)
    expect(desk.titles()).toEqual(['Said: plan? (room) [ja]'])
    expect(acknowledged).toEqual(['e8'])
  })

  it('ends before the answers that are under way', async () => {
    const { opened, open } = gate()
    const slackEnd = await startSocketServer()
    const desk = await startSlackDesk(
      { appToken: 'xapp-1', waitMs: 10, answer: (call) => opened.then(() => echo(call)) },
      { overHttp: false },
    )
    const socket = await connect(desk, slackEnd)
    socket.send(
      JSON.stringify({
        type: 'slash_commands',
        envelope_id: 'e3',
        payload: {
          command: '/customer',
          text: '1',
          user_id: 'U1',
          response_url: desk.slackApi.responseUrl,
        },
        accepts_response_payload: true,
      }),
    )
    await once(socket, 'message')
    const closed = once(socket, 'close')
    await desk.slack.leave()
    await closed
    open()
    expect(JSON.stringify(await desk.slackApi.reply())).toContain('Asked: customer 1')
    expect(await desk.slack.settled(5000)).toBe(true)
    expect(desk.lines.at(-1)?.fields.correlationId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}$/)
  })
})
