import bolt from '@slack/bolt'
import { buildServer } from '../../src/server.ts'
import { createReceiver } from '../../src/slack/door/receiver.ts'
import { silentLog } from '../helpers/known-partner.ts'

/** What a request costs before anybody answers it: Bolt on the desk's receiver and server, with one constant message. */
const [port, signingSecret] = process.argv.slice(2)
const receiver = createReceiver({
  signingSecret: signingSecret ?? '',
  wallClock: Date.now,
  log: silentLog,
})
const app = new bolt.App({
  receiver,
  convoStore: false,
  authorize: async () => ({ botToken: 'xoxb-bench' }),
  logLevel: bolt.LogLevel.ERROR,
})
const constant = { response_type: 'ephemeral', text: 'constant' } as const
app.command('/customer', async ({ ack }) => {
  await ack(constant)
})
const server = buildServer({
  plugins: [receiver.plugin],
  log: silentLog,
  unreadyReasons: async () => [],
  playgroundUrl: undefined,
})
await server.listen({ port: Number(port), host: '127.0.0.1' })
process.stdout.write('ready\n')
