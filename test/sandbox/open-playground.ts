import type { Locator, Page } from 'playwright-core'
import { openBrowser } from '../helpers/browser.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const button = (action_id: string, text: string, more: object = {}) => ({
  type: 'button',
  action_id,
  value: 'x',
  text: { type: 'plain_text', text },
  ...more,
})
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })

/** A message with each kind of block and each mark of mrkdwn, and with what must not be read as HTML. */
export const answer = {
  text: 'Sunrise',
  blocks: [
    {
      type: 'header',
      text: { type: 'plain_text', text: 'サンライズ &amp; &lt;img src=x onerror=alert(1)&gt;' },
    },
    { type: 'section', text: mrkdwn('*bold* _slanted_ ~gone~ `code` a*b*c snake_case_name 3 &lt; 4') },
    {
      type: 'section',
      text: mrkdwn('<https://example.com/?a=1&amp;b=2|a link> <javascript:alert(1)|no link>'),
    },
    { type: 'section', text: mrkdwn('> quoted\nby <@U0EMILY0003> <!date^1^{date}|long ago>\n```x < y```') },
    { type: 'section', fields: [mrkdwn('*Domain*'), { type: 'plain_text', text: '*example.com*' }] },
    { type: 'section', text: mrkdwn('beside'), accessory: button('beside', 'More') },
    { type: 'divider' },
    { type: 'carousel', elements: [] },
    {
      type: 'actions',
      elements: [button('open', 'Options', { style: 'primary' }), button('refresh', '更新')],
    },
    { type: 'context', elements: [{ type: 'plain_text', text: 'Read just now' }] },
  ],
}

/** All but one that the page knows. */
const slashCommands = ['customer', 'subscriptions', 'options', 'renewal', 'scheduled', 'desk']

/** The playground page in a browser, before a desk of the test's own. */
export interface Playground {
  readonly slack: SlackDesk
  readonly page: Page
  readonly composer: Locator
  readonly messages: Locator
  /** Errors of the page and of its console. */
  readonly troubles: readonly string[]
  type(text: string): Promise<void>
  /** An empty room, the first person, and a desk that answers everything with `answer`. */
  startOver(): Promise<void>
  close(): Promise<void>
}

/** Too narrow for LINE WORKS beside Slack. */
const narrow = { width: 1024, height: 768 }

export async function openPlayground(): Promise<Playground> {
  const slack = await startSlackDesk({ customers: 60, slashCommands })
  const browser = await openBrowser()
  const page = await browser.newPage({ viewport: narrow })
  const composer = page.getByTestId('composer')
  const troubles: string[] = []
  page.setDefaultTimeout(5000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error') troubles.push(line.text())
  })
  await page.goto(slack.sandbox.url)
  await page.getByTestId('rooms').getByRole('button').first().waitFor()
  return {
    slack,
    page,
    composer,
    messages: page.getByTestId('message'),
    troubles,
    async type(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    async startOver() {
      await page.setViewportSize(narrow)
      slack.answerWith(({ form }) => (form.has('payload') ? {} : { json: answer }))
      await slack.post('/_sandbox/reset', {})
      await page.getByTestId('rooms').getByRole('button').first().click()
      await page.getByTestId('person').selectOption({ index: 0 })
      await composer.fill('')
      await page.getByRole('heading', { name: 'Ask about a customer' }).waitFor()
    },
    async close() {
      await browser.close()
      await slack.close()
    },
  }
}
