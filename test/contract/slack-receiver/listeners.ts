import { App, type Receiver } from '@slack/bolt'

/** Listeners of each kind, which tell in `heard` what has reached them. */
export function addListeners(receiver: Receiver, heard: string[]): void {
  const silent = () => {}
  const logger = {
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    setLevel: silent,
    setName: silent,
  }
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: 'xoxb-1' }),
    convoStore: false,
    logger: { ...logger, getLevel: () => 'info' as never },
  })
  app.command(/^\/(?!nobody)/, async ({ command: { command: name, text }, ack }) => {
    heard.push(`${name} ${text}`)
    const answer = { '/say': 'said', '/show': { text: 'shown' }, '/twice': 'one' }[name]
    if (name === '/fail') throw new Error('told to fail')
    if (name === '/slow') {
      await new Promise((resolve) => setTimeout(resolve, 4000))
      await ack().catch(() => heard.push('too late'))
      return
    }
    await ack(answer)
    if (name === '/late-fail') throw new Error('told to fail')
    if (name === '/twice') await ack('two').catch((error: Error) => heard.push(error.constructor.name))
  })
  app.action('go', async ({ ack }) => {
    heard.push('go')
    await ack()
  })
  app.event('app_mention', async ({ event, context }) => {
    heard.push(`${event.text} ${context.retryNum} ${context.retryReason}`)
  })
}
