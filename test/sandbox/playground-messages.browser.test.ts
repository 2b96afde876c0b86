import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser, screenshots } from '../helpers/browser.ts'
import { openPlayground, type Playground } from './open-playground.ts'
import { messageMenu } from './playground-message-menu.ts'
import { createMessagesForTest, desk, type MessagesForTest, misaki } from './playground-messages.ts'
import { ownMessage } from './playground-own-message.ts'

const support = 'C0HELP00004'

describe.runIf(hasBrowser())('messages of people in the playground', () => {
  let playground: Playground
  let messagesForTest: MessagesForTest
  const opened = () => messagesForTest

  beforeAll(async () => {
    playground = await openPlayground()
    messagesForTest = createMessagesForTest(playground)
  })
  afterAll(() => playground?.close())
  beforeEach(async () => {
    await playground.startOver()
    playground.slack.requests.length = 0
  })

  it('writes what is no command as a message, seen by everybody with its author', async () => {
    const { page, composer, messages, type, events, texts } = opened()
    await type('@partner-desk when does the trial of example.com end?')
    await messages.first().waitFor()
    expect(await messages.first().locator('.byline strong').textContent()).toBe('佐藤 美咲')
    expect(await texts()).toEqual(['@Partner Desk when does the trial of example.com end?'])
    expect(await messages.first().locator('.mention').textContent()).toBe('@Partner Desk')
    expect(await messages.first().getByRole('link').getAttribute('href')).toBe('http://example.com')
    expect(await messages.first().getByText('App').count()).toBe(0)
    await expect.poll(() => events().map((event) => event.type)).toHaveLength(2)
    expect(new Set(events().map((event) => event.type))).toEqual(new Set(['message', 'app_mention']))
    expect(events()[0]).toMatchObject({ user: misaki, channel: desk })
    expect(await composer.inputValue()).toBe('')

    await page.getByTestId('person').selectOption({ index: 1 })
    expect(await texts()).toHaveLength(1)
    await page.getByTestId('person').selectOption({ index: 0 })
    await page.reload()
    await messages.first().waitFor()
    await composer.press('ArrowUp')
    expect(await composer.inputValue()).toBe('@partner-desk when does the trial of example.com end?')
  })

  it('keeps as text whatever is written', async () => {
    const { page, messages, type, act } = opened()
    const hostile = `<img src=x onerror=alert(1)> <script>alert(2)</script> "'><b> &amp; \`x\``
    await type(hostile)
    await messages.first().waitFor()
    expect(await messages.first().locator('.content').textContent()).toBe(hostile.replaceAll('`', ''))
    expect(await messages.first().locator('.content').locator('img, script, b').count()).toBe(0)
    await act(messages.first(), 'Edit message')
    expect(await page.getByTestId('edit').inputValue()).toBe(hostile)
    await act(messages.first(), 'Cancel')
  })

  it('says below a message what came of it, and gives back what could not be sent', async () => {
    const { slack, page, composer, messages, type, enter } = opened()
    slack.answerWith(() => ({ status: 500, text: 'no' }))
    await type('@partner-desk hello')
    await messages.first().getByText('The bot did not take this: dispatch_failed').waitFor()
    await enter('sales')
    await type('hello')
    await messages.first().getByText('The bot was not told of this').waitFor()
    // Somebody of another organisation, in a channel that is not shared.
    await page.getByTestId('person').selectOption({ index: 6 })
    await type('let me in')
    await page.locator('#slack-status').getByText('Not sent: ').waitFor()
    expect(await composer.inputValue()).toBe('let me in')
    expect(await messages.count()).toBe(1)
  })

  it('answers in a thread, where the bot answers too', async () => {
    const { client, slack, page, messages, type, events, enter, act, reply, focused, texts } = opened()
    await enter('support')
    await type('when does the trial of 10000001 end?')
    await messages.first().waitFor()
    await act(messages.first(), 'Reply in thread')
    expect(await focused().getAttribute('data-testid')).toBe('reply')
    await page.keyboard.type('and <Drive>?')
    await page.keyboard.press('Enter')
    await expect.poll(texts).toEqual(['when does the trial of 10000001 end?', 'and <Drive>?'])
    expect(await reply().inputValue()).toBe('')
    expect(await focused().getAttribute('data-testid')).toBe('reply')
    const [question] = await slack.messages()
    await expect.poll(() => events().at(-1)?.thread_ts).toBe(question?.id)
    expect(events().at(-1)).toMatchObject({ channel: support, text: 'and &lt;Drive&gt;?' })

    // Not folded, long as it is: the person takes part in it.
    for (const index of [1, 2, 3, 4])
      await client.chat.postMessage({
        channel: support,
        text: `answer ${index}`,
        thread_ts: question?.id ?? '',
      })
    await messages.nth(5).waitFor()
    expect(await texts()).toEqual([
      ...['when does the trial of 10000001 end?', 'and <Drive>?'],
      ...['answer 1', 'answer 2', 'answer 3', 'answer 4'],
    ])
    await page.screenshot({ path: join(screenshots, 'playground-reply.png') })

    await page.keyboard.press('Escape')
    await expect.poll(() => reply().count()).toBe(0)
    expect(await focused().getAttribute('aria-label')).toBe('Reply in thread')
  })

  it('takes no command in a thread', async () => {
    const { slack, page, messages, act, reply, post } = opened()
    await post('parent')
    await messages.first().waitFor()
    await act(messages.first(), 'Reply in thread')
    await reply().fill('/desk help')
    await reply().press('Enter')
    await page.getByText('/desk is not supported in threads. Sorry!').waitFor()
    expect(await reply().inputValue()).toBe('/desk help')
    expect(slack.requests).toEqual([])
  })

  it('keeps a half-typed answer while others write, and while its room is left', async () => {
    const { client, page, messages, enter, act, reply, texts, post } = opened()
    const parent = await post('parent')
    await messages.first().waitFor()
    await act(messages.first(), 'Reply in thread')
    await page.keyboard.type('half an ')
    await post('reply 1', parent)
    await client.chat.update({ channel: desk, ts: parent, text: 'parent, changed' })
    await expect.poll(texts).toEqual(['parent, changed', 'reply 1'])
    await page.keyboard.type('answer')
    expect(await reply().inputValue()).toBe('half an answer')

    await enter('sales')
    expect(await reply().count()).toBe(0)
    await enter('partner-desk')
    expect(await reply().inputValue()).toBe('half an answer')
    await reply().press('Enter')
    await expect.poll(texts).toEqual(['parent, changed', 'reply 1', 'half an answer'])
  })

  it('points down to what is new there alone, not to an answer before the reader', async () => {
    const { slack, page, messages } = opened()
    const write = (text: string, more = {}) =>
      slack.post('/_sandbox/slack/message', { person: 'U0EMILY0003', room: desk, text, ...more })
    for (const index of Array.from({ length: 20 }).keys()) await write(`message ${index}`)
    await messages.nth(19).waitFor()
    // A message may come before the browser's next frame, which is when it tells of the scroll.
    await page.locator('#slack-scroller').evaluate((scroller) => {
      scroller.addEventListener(
        'scroll',
        (event: { stopImmediatePropagation(): void }) => event.stopImmediatePropagation(),
        { capture: true, once: true },
      )
      scroller.scrollTo(0, 0)
    })
    const down = page.getByRole('button', { name: 'New messages' })
    const [first] = await slack.messages()
    await write('an answer', { thread: first?.id })
    await messages.nth(20).waitFor()
    await messages.getByText('an answer').waitFor()
    expect(await down.isVisible()).toBe(false)
    await write('something new')
    await down.click()
    await expect.poll(() => down.isVisible()).toBe(false)
    expect(await page.locator('#slack-scroller').evaluate((box) => box.scrollTop)).toBeGreaterThan(100)
  })

  ownMessage(opened)

  messageMenu(opened)

  it('can be walked by the keyboard alone', async () => {
    const { page, messages, type, focused } = opened()
    await type('10000001 trial?')
    await messages.first().waitFor()
    await messages.first().getByRole('button', { name: 'Reply in thread' }).focus()
    expect(
      await messages
        .first()
        .getByRole('group', { name: 'Message actions' })
        .evaluate((group) => String(group.computedStyleMap().get('opacity'))),
    ).toBe('1')
    await page.keyboard.press('Tab')
    expect(await focused().getAttribute('aria-label')).toBe('Edit message')
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Enter')
    expect(await focused().getAttribute('aria-label')).toBe('Reply in thread')
    expect(await focused().getAttribute('data-testid')).toBe('reply')
  })

  it.each([
    [360, 740, 'dark'],
    [700, 800, 'light'],
    [1280, 800, 'light'],
  ] as const)('fits %i x %i, %s, and nothing jumps', async (width, height, scheme) => {
    const { page, messages, type, act } = opened()
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: scheme })
    await type('@partner-desk when does the trial of 10000001 end? '.repeat(4))
    await messages.first().waitFor()
    const before = await messages.first().boundingBox()
    await messages.first().hover()
    expect(await messages.first().boundingBox()).toEqual(before)
    await act(messages.first(), 'Reply in thread')
    await page.keyboard.type('@par')
    await page.screenshot({ path: join(screenshots, `playground-messages-${width}-${scheme}.png`) })
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width)
    await act(messages.first(), 'Edit message')
    expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(width)
    await act(messages.first(), 'Cancel')
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('meets no error and no breach of its content policy', () => {
    // The browser itself tells of the one refusal that was provoked.
    expect(playground.troubles.filter((trouble) => !trouble.includes('400 (Bad Request)'))).toEqual([])
  })
})
