import type { Playground } from './open-playground.ts'
import { connect } from './slack-client.ts'

export const desk = 'C0DESK00001'
export const misaki = 'U0MISAKI001'

interface Event {
  readonly type: string
  readonly subtype?: string
  readonly text?: string
  readonly user?: string
  readonly channel: string
  readonly thread_ts?: string
  readonly message?: { readonly text: string }
}

/** What people do with messages in a playground, in a few words. */
export function createMessagesForTest(playground: Playground) {
  const { slack, page, composer, messages, type } = playground
  const client = connect(slack)

  const events = (): Event[] =>
    slack.requests.filter(({ body }) => body.startsWith('{')).map(({ body }) => JSON.parse(body).event)
  const enter = (name: string) => page.getByTestId('rooms').getByRole('button', { name }).click()
  const act = async (message: ReturnType<typeof messages.last>, name: string) => {
    await message.hover()
    await message.getByRole('button', { name, exact: true }).click()
  }
  const reply = () => page.getByTestId('reply')
  const focused = () => page.locator(':focus')
  const texts = () => page.locator('#slack-log .content').allTextContents()
  const post = async (text: string, thread_ts?: string) =>
    (await client.chat.postMessage({ channel: desk, text, ...(thread_ts ? { thread_ts } : {}) })).ts ?? ''

  return {
    ...{ slack, client, page, composer, messages, type },
    ...{ events, enter, act, reply, focused, texts, post },
  }
}

export type MessagesForTest = ReturnType<typeof createMessagesForTest>
