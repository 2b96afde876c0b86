import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser } from '../helpers/browser.ts'
import { openWorksPlayground, type WorksPlayground } from './open-works-playground.ts'
import { action, bubble, flex, greeting } from './works-contents.ts'

/** Size, weight and colour of a node, as the browser draws it. */
const styleOf = (text: Locator): Promise<string[]> =>
  text.evaluate((node) =>
    ['font-size', 'font-weight', 'color'].map((name) => String(node.computedStyleMap().get(name))),
  )

describe.runIf(hasBrowser())('LINE WORKS in the playground', () => {
  let playground: WorksPlayground
  let page: WorksPlayground['page']
  let messages: WorksPlayground['messages']
  let callbacks: WorksPlayground['callbacks']
  let say: WorksPlayground['say']

  beforeAll(async () => {
    playground = await openWorksPlayground()
    ;({ page, messages, callbacks, say } = playground)
  })
  afterAll(() => playground?.close())
  beforeEach(() => playground.startOver())

  const pane = () => page.getByTestId('works-pane')
  const last = () => messages.last()

  it('draws a flexible template, and nothing of it is HTML', async () => {
    await say(flex)
    const group = page.getByRole('group', { name: '顧客' })
    await group.waitFor()
    const title = group.getByText('サンライズ <img src=x onerror=alert(1)>')
    expect(await styleOf(title)).toEqual(['22px', '700', 'rgb(11, 87, 164)'])
    expect(await group.getByRole('img').evaluateAll((all) => all.map((each) => each.ariaLabel))).toEqual([
      ...['Image logo.png', 'Icon'],
    ])
    expect(await group.locator('img').count()).toBe(0)
    expect(await group.getByRole('separator').count()).toBe(1)
    expect(await group.locator('.mention').textContent()).toBe('@All')
    expect((await styleOf(group.getByText('spanned')))[1]).toBe('700')
    const widths = await group
      .locator('[data-layout=horizontal] > *')
      .evaluateAll((cells) => cells.map((cell) => cell.getBoundingClientRect().width))
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeCloseTo(3, 1)
    const link = group.getByRole('link', { name: 'Open' })
    expect(await link.evaluate((node) => [node.target, node.rel])).toEqual(['_blank', 'noopener noreferrer'])

    await last().getByText('Payload').click()
    expect(JSON.parse((await last().locator('.payload pre').textContent()) ?? '')).toMatchObject(flex)
  })

  it('presses a button, which says its words in the name of the person', async () => {
    await say(flex)
    await messages.getByRole('button', { name: 'オプション' }).click()
    await messages.nth(1).waitFor()
    expect(await last().locator('.balloon').textContent()).toBe('/options 10000001')
    await expect
      .poll(() => callbacks.at(-1)?.content)
      .toEqual({ type: 'text', text: '/options 10000001', postback: 'desk:open:1:options 10000001' })
  })

  it('copies, and greets in the language of the person', async () => {
    await say(greeting)
    await last().getByText('こんにちは').waitFor()
    await page.getByRole('button', { name: 'Copy' }).click()
    await pane().getByText('Copied').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('copied words')
  })

  it('shows quick replies below the newest message only', async () => {
    const quickReply = { items: [{ action: action('/help', 'ヘルプ', 'Help') }] }
    await say({ type: 'text', text: 'one', quickReply })
    const replies = page.getByRole('group', { name: 'Quick replies' })
    await replies.getByRole('button', { name: 'ヘルプ' }).focus()
    await page.keyboard.press('Enter')
    await messages.nth(1).waitFor()
    expect(await replies.count()).toBe(0)
    expect(await page.locator(':focus').getAttribute('data-testid')).toBe('works-composer')
    await expect.poll(() => callbacks.at(-1)?.content?.postback).toBe('desk:open:1:help')
  })

  it('turns a carousel by its buttons and by the keyboard', async () => {
    const contents = { type: 'carousel', contents: ['One', 'Two', 'Three'].map(bubble) }
    await say({ type: 'flex', altText: 'Three customers', contents })
    const track = page.getByRole('list', { name: 'Three customers' })
    await track.waitFor()
    const left = () => track.evaluate((node) => node.scrollLeft)
    const [back, on] = ['Previous card', 'Next card'].map((name) => page.getByRole('button', { name }))
    await expect.poll(() => back?.getAttribute('aria-disabled')).toBe('true')
    await on?.click()
    await expect.poll(left).toBeGreaterThan(200)
    await expect.poll(() => back?.getAttribute('aria-disabled')).toBe(null)
    await back?.click()
    await expect.poll(left).toBe(0)
    await track.focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(left).toBeGreaterThan(0)
  })

  it('draws lists and carousels of the plain kind, and sends their postbacks', async () => {
    const postback = { type: 'postback', label: 'More', data: 'desk:page:2:expiring', displayText: 'more' }
    await say({ type: 'carousel', columns: [{ title: 'Card', text: 'its text', actions: [postback] }] })
    await last().getByText('its text').waitFor()
    await page.getByRole('button', { name: 'More' }).click()
    await expect
      .poll(() => callbacks.at(-1))
      .toMatchObject({ type: 'postback', data: 'desk:page:2:expiring' })
    await say({
      type: 'list_template',
      elements: [{ title: 'Row', subtitle: 'below', action: action('/help', 'ヘルプ', 'Help') }],
      actions: [[action('/expiring', '終了間近', 'Ending soon')]],
    })
    await last().getByRole('button', { name: '終了間近' }).waitFor()
    expect(await last().getByText('below').isVisible()).toBe(true)
  })

  it('tells what it cannot draw, with the payload', async () => {
    await say({ type: 'sticker', packageId: '1', stickerId: '2' })
    await last().getByText('“sticker” cannot be shown here').waitFor()
    await last().getByText('Payload').click()
    expect(await last().locator('pre').textContent()).toContain('"stickerId": "2"')
  })

  it('meets no error and no breach of its content policy', () => {
    expect(playground.troubles).toEqual([])
  })
})
