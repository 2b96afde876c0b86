import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser, screenshots } from '../helpers/browser.ts'
import { answer, openPlayground, type Playground } from './open-playground.ts'

describe.runIf(hasBrowser())('a conversation in the playground', () => {
  let playground: Playground
  let slack: Playground['slack']
  let page: Playground['page']
  let composer: Playground['composer']
  let messages: Playground['messages']
  let troubles: Playground['troubles']
  let type: Playground['type']

  beforeAll(async () => {
    playground = await openPlayground()
    ;({ slack, page, composer, messages, troubles, type } = playground)
  })
  afterAll(() => playground?.close())
  beforeEach(() => playground.startOver())

  it('answers a typed command, rendered as Slack would', async () => {
    await type('/customer 10000001')
    const message = messages.last()
    await message.getByRole('heading').waitFor()
    await page.screenshot({ path: join(screenshots, 'playground-answer.png') })

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

    expect(await composer.inputValue()).toBe('')
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('composer')
    const scroller = page.locator('#slack-scroller')
    expect(
      await scroller.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight),
    ).toBeLessThan(2)
  })

  it('presses buttons, waits for the desk, and keeps the focus on a replaced one', async () => {
    await type('/customer 10000001')
    const refresh = messages.first().getByRole('button', { name: '更新' })
    const acknowledged = page.waitForResponse('**/_sandbox/slack/action')
    await refresh.click()
    await expect.poll(() => slack.requests.at(-1)?.form.has('payload')).toBe(true)
    const { actions, response_url } = JSON.parse(slack.requests.at(-1)?.form.get('payload') ?? '')
    expect(actions).toMatchObject([{ action_id: 'refresh', value: 'x' }])
    // Acknowledged, and still to be answered.
    await acknowledged
    expect(await refresh.isDisabled()).toBe(true)
    expect(await refresh.getAttribute('aria-busy')).toBe('true')
    await slack.post(response_url, {
      ...answer,
      text: 'new',
      replace_original: true,
      blocks: answer.blocks.slice(8),
    })
    await expect.poll(() => messages.last().getByRole('heading').count()).toBe(0)
    expect(await page.locator(':focus').getAttribute('data-action')).toBe('refresh')

    await refresh.click()
    await page.locator('[aria-busy=true]').waitFor()
    await slack.post(response_url, { text: 'something else' })
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' })

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
    expect(await page.locator('#slack-status').textContent()).toBe('“更新” failed: dispatch_failed')

    await page.keyboard.type('/cust')
    expect(await composer.inputValue()).toBe('/cust')
  })

  it('shows a failed command as Slack does', async () => {
    slack.answerWith(() => ({ status: 500 }))
    await type('/customer 1')
    await messages.filter({ hasText: '/customer failed with the error "dispatch_failed"' }).waitFor()
    expect(await messages.last().textContent()).toContain('Slackbot')
  })

  it('keeps what one person sees from the others', async () => {
    await type('/customer 10000001')
    await messages.first().waitFor()
    await page.getByTestId('person').selectOption({ index: 1 })
    await expect.poll(() => messages.count()).toBe(0)
    await type('/desk help')
    await messages.first().waitFor()
    expect(slack.requests.at(-1)?.form.get('user_name')).toBe('seoyeon.kim')
    expect(await page.getByTestId('said').textContent()).toContain('김서연')
    expect(await messages.locator('.content').getAttribute('lang')).toBe('ko-KR')
  })

  it('sends from the chosen room, and marks what is new in another', async () => {
    await page.getByTestId('rooms').getByRole('button', { name: 'sales' }).click()
    await type('/desk help')
    await messages.first().waitFor()
    expect(slack.requests.at(-1)?.form.get('channel_name')).toBe('sales')
    await slack.post('/_sandbox/slack/command', {
      person: 'U0MISAKI001',
      room: 'C0DESK00001',
      text: '/customer 1',
    })
    await page.getByTestId('rooms').getByRole('button', { name: 'partner-desk unread' }).click()
    await messages.first().waitFor()
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
    await messages.first().waitFor()
    slack.answerWith(() => ({ text: 'answer' }))
    await type('/desk help')
    await messages.nth(1).waitFor()
    await post('reply', parent)
    await post('last')
    await messages.nth(3).waitFor()
    expect(await page.locator('.content').allTextContents()).toEqual([
      ...['parent', 'reply', '/desk help', 'answer', 'last'],
    ])
  })

  it('shows the payload of a message', async () => {
    await type('/customer 10000001')
    await messages.last().getByText('Payload').click()
    const payload = JSON.parse((await messages.last().locator('.payload pre').textContent()) ?? '')
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
    expect(await page.locator('#slack-scroller').evaluate((box) => box.scrollTop)).toBe(0)
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width)
    await type('/customer 10000001')
    await messages.last().getByRole('heading').waitFor()
    await page.screenshot({ path: join(screenshots, `playground-${width}-${scheme}.png`) })
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width)
    const widths = await page.locator('.content').evaluateAll((all) => all.map((each) => each.scrollWidth))
    expect(Math.max(...widths)).toBeLessThan(width)
  })

  it('meets no error and no breach of its content policy', () => {
    expect(troubles).toEqual([])
  })
})
