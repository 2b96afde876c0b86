import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser, screenshots } from '../helpers/browser.ts'
import { openWorksPlayground, type WorksPlayground } from './open-works-playground.ts'
import { action, flex, greeting } from './works-contents.ts'

describe.runIf(hasBrowser())('the LINE WORKS rooms of the playground', () => {
  let playground: WorksPlayground
  let page: WorksPlayground['page']
  let composer: WorksPlayground['composer']
  let messages: WorksPlayground['messages']
  let callbacks: WorksPlayground['callbacks']
  let type: WorksPlayground['type']
  let say: WorksPlayground['say']

  beforeAll(async () => {
    playground = await openWorksPlayground()
    ;({ page, composer, messages, callbacks, type, say } = playground)
  })
  afterAll(() => playground?.close())
  beforeEach(() => playground.startOver())

  const rooms = () => page.getByTestId('works-rooms')
  const pane = () => page.getByTestId('works-pane')
  const last = () => messages.last()
  const become = (name: string) => page.getByTestId('person').selectOption({ label: name })
  const labelOf = async (like: string) => {
    const labels = await page.getByTestId('person').locator('option').allTextContents()
    return labels.find((label) => label.includes(like)) ?? ''
  }

  it('stands beside Slack, and begins the room of whoever opens it once', async () => {
    expect(await page.getByTestId('slack-pane').isVisible()).toBe(true)
    expect(await pane().isVisible()).toBe(true)
    await rooms().getByRole('button').last().click()
    await rooms().getByRole('button', { name: 'Partner Desk' }).click()
    await become(await labelOf('한국어'))
    await expect.poll(() => callbacks.map((each) => each.type)).toEqual(['begin', 'begin'])
    expect(new Set(callbacks.map(({ source }) => source.userId)).size).toBe(2)
  })

  it('sends plain words, and shows them on the right before the answer', async () => {
    await type('customer 10000001')
    await last().waitFor()
    expect(await last().getAttribute('data-own')).toBe('')
    await expect.poll(() => callbacks.at(-1)?.content).toEqual({ type: 'text', text: 'customer 10000001' })
    expect(callbacks.at(-1)?.source).not.toHaveProperty('channelId')
    await say({ type: 'text', text: 'Hello <b>', i18nTexts: [{ language: 'ja_JP', text: 'はい <b>' }] })
    await messages.nth(1).waitFor()
    expect(await last().locator('.balloon').textContent()).toBe('はい <b>')
    const sides = await messages
      .locator('.balloon')
      .evaluateAll((all) => all.map((each) => Math.round(each.getBoundingClientRect().left)))
    expect(sides[0]).toBeGreaterThan((sides[1] ?? 0) + 100)
  })

  it('completes commands as in Slack', async () => {
    await composer.pressSequentially('/opt')
    await page.keyboard.press('Enter')
    expect(await composer.inputValue()).toBe('/options ')
    await page.getByRole('option').filter({ hasText: '10000001' }).waitFor()
  })

  it('begins with questions, and completes the name of the bot where it has to be called', async () => {
    const offers = () => pane().getByRole('option')
    await composer.fill('@')
    expect(await offers().count()).toBe(0)
    await composer.fill('')
    await pane().getByRole('button', { name: '10000001のトライアルはいつまでですか？' }).click()
    await expect.poll(() => callbacks.at(-1)?.content?.text).toBe('10000001のトライアルはいつまでですか？')

    const group = playground.world.rooms.find((room) => room.kind === 'group' && room.isBotMember)
    await rooms()
      .getByRole('button', { name: group?.name ?? '' })
      .click()
    await pane().getByRole('button', { name: '@Partner Desk 10000009が使っているオプションは？' }).waitFor()
    await composer.pressSequentially('@p')
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('@Partner Desk ')
    await become(await labelOf('简体中文'))
    await pane().getByRole('button', { name: '@Partner Desk 10000001 的试用什么时候到期？' }).waitFor()
  })

  it('says it where the bot did not hear of it', async () => {
    await say(greeting)
    playground.answerWith(500)
    await page.getByRole('button', { name: '終了間近' }).click()
    await pane().getByText('“終了間近” failed: the bot did not take the callback').waitFor()
    await type('help')
    await pane().getByText('Not delivered: the bot did not take the callback').waitFor()
  })

  it('presses the persistent menu, which stands in direct rooms alone', async () => {
    await playground.bot('persistentmenu', {
      content: { actions: [action('/expiring', '終了間近', 'Ending soon')] },
    })
    await page.reload()
    const entry = page.getByRole('list', { name: 'Menu' }).getByRole('button')
    await entry.click()
    await expect.poll(() => callbacks.at(-1)?.content?.postback).toBe('desk:open:1:expiring')
    await rooms().getByRole('button').last().click()
    await expect.poll(() => entry.count()).toBe(0)
  })

  it('invites the bot to a group room and removes it', async () => {
    const room = playground.world.rooms.find(({ kind, isBotMember }) => kind === 'group' && !isBotMember)
    await rooms()
      .getByRole('button', { name: room?.name ?? '' })
      .click()
    await pane().getByRole('heading', { name: 'Partner Desk is not here' }).waitFor()
    await type('hello')
    await last().waitFor()
    expect(callbacks.map((each) => each.type)).toEqual(['begin'])
    await pane().getByRole('button', { name: 'Invite Partner Desk' }).click()
    await pane().getByRole('button', { name: 'Remove Partner Desk' }).waitFor()
    expect(await composer.getAttribute('placeholder')).toContain('@Partner Desk')
    await type('@Partner Desk help')
    await expect.poll(() => callbacks.at(-1)?.content?.text).toBe('@Partner Desk help')
    expect(callbacks.at(-1)?.source.channelId).toBe(room?.id)
    await pane().getByRole('button', { name: 'Remove Partner Desk' }).click()
    await expect.poll(() => callbacks.map((each) => each.type)).toEqual(['begin', 'join', 'message', 'leave'])
  })

  it('is closed to who has no account there', async () => {
    await become(await labelOf('(guest)'))
    await pane().getByRole('heading', { name: 'Not on LINE WORKS' }).waitFor()
    expect(await composer.isDisabled()).toBe(true)
    expect(await rooms().getByRole('button').count()).toBe(0)
  })

  it('marks what is new on the platform out of sight, and stays where it was over a reload', async () => {
    await page.setViewportSize({ width: 1000, height: 740 })
    expect(await pane().isVisible()).toBe(false)
    await say({ type: 'text', text: 'news' })
    await rooms().getByRole('button', { name: 'Partner Desk unread' }).click()
    await last().getByText('news').waitFor()
    expect(await page.getByTestId('slack-pane').isVisible()).toBe(false)
    expect(await page.getByLabel('unread').count()).toBe(0)
    const slack = page.getByTestId('rooms').getByRole('button', { name: 'partner-desk unread' })
    await playground.sandbox.control('slack/command', {
      person: 'U0MISAKI001',
      room: 'C0DESK00001',
      text: '/customer 1',
    })
    await slack.waitFor()
    await page.reload()
    await last().getByText('news').waitFor()
    expect(await page.locator('[aria-current=true]').getAttribute('data-room')).toBe(
      playground.world.rooms.find(({ person }) => person === playground.world.people[0]?.id)?.id,
    )
  })

  it('takes what is typed where the keyboard was last', async () => {
    await composer.focus()
    await page.getByRole('button', { name: 'Today' }).focus()
    await page.keyboard.type('help')
    expect(await composer.inputValue()).toBe('help')
    expect(await page.getByTestId('composer').inputValue()).toBe('')
  })

  it.each([
    [360, 740],
    [1280, 800],
  ])('fits %i x %i, light and dark', async (width, height) => {
    await page.setViewportSize({ width, height })
    if (width === 360) await rooms().getByRole('button').first().click()
    await type('/customer 10000001')
    await messages.first().waitFor()
    await say({ ...flex, quickReply: { items: [{ action: action('/help', 'ヘルプ', 'Help') }] } })
    await page.getByRole('group', { name: '顧客' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({ path: join(screenshots, `lineworks-${width}-${colorScheme}.png`) })
      expect(await page.locator('html').evaluate((html) => [html.scrollWidth, html.scrollHeight])).toEqual([
        ...[width, height],
      ])
      const edges = await pane()
        .locator('.works-message *')
        .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().right))
      expect(Math.max(...edges)).toBeLessThanOrEqual(width)
    }
  })

  it('meets no error and no breach of its content policy', () => {
    expect(playground.troubles).toEqual([])
  })
})
