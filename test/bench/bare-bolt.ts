import bolt from '@slack/bolt'

/** The yardstick: Bolt's own receiver, acknowledging one constant message. */
const [port, signingSecret] = process.argv.slice(2)
const receiver = new bolt.HTTPReceiver({ signingSecret: signingSecret ?? '', endpoints: ['/slack/events'] })
const app = new bolt.App({
  receiver,
  convoStore: false,
  authorize: async () => ({ botToken: 'xoxb-bench' }),
  logLevel: bolt.LogLevel.ERROR,
})
app.command('/customer', async ({ ack }) => {
  await ack({ response_type: 'ephemeral', text: 'constant' })
})
await app.start(Number(port))
process.stdout.write('ready\n')
