import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'

const executablePath = '/usr/bin/chromium'
const output = join(import.meta.dirname, '../output')
const hasBrowser = existsSync(executablePath)
if (!hasBrowser && !process.env.CI)
  process.stderr.write(`No ${executablePath}: playground not tested in a browser\n`)

const button = (action_id: string, text: string, more: object = {}) => ({
  type: 'button',
  action_id,
  value: 'x',
  text: { type: 'plain_text', text },
  ...more,
})
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text })

const answer = {
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

describe.skipIf(!hasBrowser && !process.env.CI)('the playground in a browser', () => {
  let slack: SlackDesk
  let browser: Browser
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    slack = await startSlackDesk()
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
    page = await browser.newPage()
    page.setDefaultTimeout(5000)
    page.on('pageerror', (error) => troubles.push(error.message))
    page.on('console', (line) => {
      if (line.type() === 'error') troubles.push(line.text())
    })
    await page.goto(slack.sandbox.url)
    await page.getByTestId('rooms').getByRole('button').first().waitFor()
  })
  afterAll(async () => {
    await browser?.close()
    await slack?.close()
  })
  beforeEach(async () => {
    slack.answerWith(({ form }) => (form.has('payload') ? {} : { json: answer }))
    await slack.post('/_sandbox/reset', {})
    await page.getByTestId('rooms').getByRole('button').first().click()
    await page.getByTestId('person').selectOption({ index: 0 })
    await composer().fill('')
    await page.getByRole('heading', { name: 'Ask about a customer' }).waitFor()
  })

  const composer = () => page.getByTestId('composer')
  const messages = () => page.getByTestId('message')

  async function type(text: string): Promise<void> {
    await composer().fill(text)
    await composer().press('Enter')
  }

  it('answers a typed command, rendered as Slack would', async () => {
    await type('/customer 10000001')
    const message = messages().last()
    await message.getByRole('heading').waitFor()
    await page.screenshot({ path: join(output, 'playground-answer.png') })

    expect(await message.getByRole('heading').textContent()).toBe('サンライズ & <img src=x onerror=alert(1)>')
    expect(await message.textContent()).toContain('Only visible to you')
    for (const [selector, text] of [
      ['strong', 'bold'],
      ['em', 'slanted'],
      ['del', 'gone'],
      ['.text > code', 'code'],
      ['.mention', '@Emily Carter'],
      ['blockquote', 'quoted'],
      ['.text > pre', 'x < y'],
      ['.block-unknown', '“carousel” cannot be shown here'],
      ['.block-context', 'Read just now'],
    ] as const)
      expect(await message.locator('.content').locator(selector).first().textContent()).toBe(text)
    expect(
      await message.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href'))),
    ).toEqual(['https://example.com/?a=1&b=2'])
    const text = await message.textContent()
    for (const part of ['a*b*c snake_case_name 3 < 4', 'long ago', '*example.com*'])
      expect(text).toContain(part)
    expect(await message.locator('img').count()).toBe(0)

    expect(await composer().inputValue()).toBe('')
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('composer')
    const scroller = page.locator('#scroller')
    expect(
      await scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight),
    ).toBeLessThan(2)
  })

  it('offers commands, and takes one with Enter', async () => {
    await composer().pressSequentially('/')
    const offers = page.getByRole('option').filter({ visible: true }).locator('code')
    expect(await page.getByRole('listbox').locator('code').allTextContents()).toEqual([
      ...['/customer', '/subscriptions', '/options', '/renewal', '/scheduled', '/desk help'],
    ])
    await page.screenshot({ path: join(output, 'playground-completions.png') })
    await composer().press('ArrowDown')
    await composer().press('Enter')
    expect(await composer().inputValue()).toBe('/subscriptions ')
    expect(await offers.count()).toBe(0)
    expect(slack.requests.some(({ form }) => form.get('command') === '/subscriptions')).toBe(false)
  })

  it('sends an example with one click', async () => {
    await page.getByRole('button', { name: '/options 10000009' }).click()
    await messages().first().waitFor()
    expect(slack.requests.at(-1)?.form.get('text')).toBe('10000009')
    expect(await page.getByText('Ask about a customer').isVisible()).toBe(false)
  })

  it('does not send what is no command', async () => {
    const before = slack.requests.length
    await type('hello')
    await page.getByText('Commands begin with /').waitFor()
    expect(await composer().inputValue()).toBe('hello')
    expect(slack.requests).toHaveLength(before)
  })

  it('presses buttons, waits for the desk, and keeps the focus on a replaced one', async () => {
    await type('/customer 10000001')
    const refresh = messages().last().getByRole('button', { name: '更新' })
    await refresh.click()
    await expect.poll(() => slack.requests.at(-1)?.form.has('payload')).toBe(true)
    const { actions, response_url } = JSON.parse(slack.requests.at(-1)?.form.get('payload') ?? '')
    expect(actions).toMatchObject([{ action_id: 'refresh', value: 'x' }])
    await slack.post(response_url, {
      ...answer,
      text: 'new',
      replace_original: true,
      blocks: answer.blocks.slice(8),
    })
    await expect.poll(() => messages().last().getByRole('heading').count()).toBe(0)
    expect(await page.locator(':focus').getAttribute('data-action')).toBe('refresh')

    let finish = () => {}
    const held = new Promise<void>((resolve) => {
      finish = resolve
    })
    await page.route(
      '**/_sandbox/slack/action',
      async (route) => {
        await held
        await route.continue()
      },
      { times: 1 },
    )
    slack.answerWith(() => ({ status: 500 }))
    await refresh.click()
    expect(await refresh.isDisabled()).toBe(true)
    finish()
    await expect.poll(() => refresh.getAttribute('title')).toBe('dispatch_failed')
    expect(await refresh.isDisabled()).toBe(false)

    await page.keyboard.type('/cust')
    expect(await composer().inputValue()).toBe('/cust')
  })

  it('shows a failed command as Slack does', async () => {
    slack.answerWith(() => ({ status: 500 }))
    await type('/customer 1')
    await messages().filter({ hasText: '/customer failed with the error "dispatch_failed"' }).waitFor()
    expect(await messages().last().textContent()).toContain('Slackbot')
  })

  it('keeps what one person sees from the others', async () => {
    await type('/customer 10000001')
    await messages().first().waitFor()
    await page.getByTestId('person').selectOption({ index: 1 })
    await expect.poll(() => messages().count()).toBe(0)
    await type('/desk help')
    await messages().first().waitFor()
    expect(slack.requests.at(-1)?.form.get('user_name')).toBe('seoyeon.kim')
    expect(await page.getByTestId('said').textContent()).toContain('김서연')
    expect(await messages().locator('.content').getAttribute('lang')).toBe('ko-KR')
  })

  it('sends from the chosen room, and marks what is new in another', async () => {
    await page.getByTestId('rooms').getByRole('button', { name: 'sales' }).click()
    await type('/desk help')
    await messages().first().waitFor()
    expect(slack.requests.at(-1)?.form.get('channel_name')).toBe('sales')
    await slack.post('/_sandbox/slack/command', {
      person: 'U0MISAKI001',
      room: 'C0DESK00001',
      text: '/customer 1',
    })
    await page.getByTestId('rooms').getByRole('button', { name: 'partner-desk unread' }).click()
    await messages().first().waitFor()
    expect(await page.getByLabel('unread').count()).toBe(0)
  })

  it('shows answers in a thread below their message, and typed lines where they were typed', async () => {
    const { SLACK_API_URL, SLACK_BOT_TOKEN } = slack.sandbox.environment
    const post = async (text: string, thread_ts?: string): Promise<string> => {
      const posted = await fetch(`${SLACK_API_URL}chat.postMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${SLACK_BOT_TOKEN}` },
        body: JSON.stringify({ channel: 'C0DESK00001', text, thread_ts }),
      })
      return ((await posted.json()) as { ts: string }).ts
    }
    const parent = await post('parent')
    await messages().first().waitFor()
    slack.answerWith(() => ({ text: 'answer' }))
    await type('/desk help')
    await messages().nth(1).waitFor()
    await post('reply', parent)
    await post('last')
    await messages().nth(3).waitFor()
    expect(await page.locator('.content').allTextContents()).toEqual([
      ...['parent', 'reply', '/desk help', 'answer', 'last'],
    ])
  })

  it('moves the clock, and dates what follows by it', async () => {
    const clock = page.getByTestId('clock')
    const date = async () => clock.locator('output').textContent()
    const today = await date()
    await clock.getByRole('button', { name: '+7 days' }).click()
    await clock.getByText('7 days ahead').waitFor()
    expect(await date()).not.toBe(today)
    await type('/desk help')
    await messages().first().waitFor()
    const [message] = await slack.messages()
    const aheadMs = Date.parse(message?.at ?? '') - Date.now()
    expect(aheadMs / 86_400_000).toBeCloseTo(7, 1)
    await clock.getByRole('button', { name: 'Reset' }).click()
    await expect.poll(date).toBe(today)
  })

  it('shows the payload of a message', async () => {
    await type('/customer 10000001')
    await messages().last().getByText('Payload').click()
    const payload = JSON.parse((await messages().last().locator('.payload pre').textContent()) ?? '')
    expect(payload).toMatchObject({
      text: 'Sunrise',
      blocks: [{ type: 'header' }, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    })
  })

  it.each([
    [360, 740, 'light'],
    [360, 740, 'dark'],
    [1280, 860, 'dark'],
  ] as const)('fits %i x %i, %s', async (width, height, scheme) => {
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: scheme })
    await type('/customer 10000001')
    await messages().last().getByRole('heading').waitFor()
    await page.screenshot({ path: join(output, `playground-${width}-${scheme}.png`) })
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width)
    const widths = await page.locator('.content').evaluateAll((all) => all.map((each) => each.scrollWidth))
    expect(Math.max(...widths)).toBeLessThan(width)
  })

  it('meets no error and no breach of its content policy', () => {
    expect(troubles).toEqual([])
  })
})
