import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser, screenshots } from '../helpers/browser.ts'
import { openPlayground, type Playground } from './open-playground.ts'

describe.runIf(hasBrowser())('what the playground offers', () => {
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

  const offers = () => page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option')

  it('offers the commands that are registered, and takes one with Enter', async () => {
    await composer.pressSequentially('/')
    expect(await page.getByRole('listbox').locator('code').allTextContents()).toEqual([
      ...[
        '/customer',
        '/subscriptions',
        '/options',
        '/renewal',
        '/scheduled',
        '/desk digest',
        '/desk language',
        '/desk help',
      ],
    ])
    await page.screenshot({ path: join(screenshots, 'playground-completions.png') })
    await composer.press('ArrowDown')
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('/subscriptions ')
    await offers().filter({ hasText: 'LINE WORKS Corp.' }).waitFor()
    expect(slack.requests.some(({ form }) => form.get('command') === '/subscriptions')).toBe(false)
  })

  it('offers customers once a command is typed, and sends what was typed unless one is chosen', async () => {
    await composer.fill('/renewal olympus')
    await offers().filter({ hasText: 'Olympus Terraces Ltd.' }).waitFor()
    expect(await offers().allTextContents()).toEqual([
      '10000011Olympus Terraces Ltd.a time zone that no library knows',
    ])
    await composer.press('ArrowDown')
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('/renewal 10000011 ')
    await expect.poll(() => offers().count()).toBe(0)

    await composer.fill('/customer 100000')
    await offers().nth(6).waitFor()
    await page.screenshot({ path: join(screenshots, 'playground-customers.png') })
    await composer.press('Enter')
    await messages.first().waitFor()
    expect(slack.requests.at(-1)?.form.get('text')).toBe('100000')
  })

  it('sends an example with one click, and offers them again once the room is cleared', async () => {
    const trials = page.getByRole('button', { name: 'A trial that ends tomorrow' })
    await trials.waitFor()
    await page.screenshot({ path: join(screenshots, 'playground-empty.png') })
    await page.getByRole('button', { name: '/options 10000009' }).click()
    await messages.first().waitFor()
    expect(slack.requests.at(-1)?.form.get('text')).toBe('10000009')
    expect(await trials.isVisible()).toBe(false)

    await page.getByRole('button', { name: 'Clear conversation' }).click()
    await trials.waitFor()
    expect(await page.getByTestId('said').count()).toBe(0)
    expect(await slack.messages()).toEqual([])
  })

  it('keeps person, room and typed lines over a reload', async () => {
    await page.getByTestId('person').selectOption({ index: 1 })
    await page.getByTestId('rooms').getByRole('button', { name: 'sales' }).click()
    await type('/customer 10000001')
    await messages.first().waitFor()
    await page.reload()
    await messages.first().waitFor()
    expect(await page.getByTestId('said').locator('code').textContent()).toBe('/customer 10000001')
    expect(await page.locator('#slack-name').textContent()).toBe('# sales')
    await composer.press('ArrowUp')
    expect(await composer.inputValue()).toBe('/customer 10000001')
    await composer.press('Enter')
    await messages.nth(1).waitFor()
    expect(slack.requests.at(-1)?.form.get('user_name')).toBe('seoyeon.kim')
  })

  it('makes the Partner API slow or takes it down, and shows what is set elsewhere', async () => {
    const slow = page.getByRole('button', { name: 'Partner API slow' })
    const down = page.getByRole('button', { name: 'Partner API down' })
    const faults = async () => (await fetch(`${slack.sandbox.url}/_sandbox/faults`)).json()
    await slow.click()
    await expect.poll(faults).toEqual({ faults: [{ target: 'partner', kind: 'slow', delayMs: 6000 }] })
    await down.click()
    await expect.poll(faults).toEqual({ faults: [{ target: 'partner', kind: 'status', status: 503 }] })
    await page.reload()
    await page.locator('#trouble-down[aria-pressed=true]').waitFor()
    expect(await slow.getAttribute('aria-pressed')).toBe('false')
    await down.click()
    await expect.poll(faults).toEqual({ faults: [] })
    await page.locator('#trouble-down[aria-pressed=false]').waitFor()
  })

  it('completes the name of the bot, and offers questions that begin with it', async () => {
    await composer.fill('@par')
    expect(await offers().allTextContents()).toEqual([
      '@partner-deskA question in your own words',
      '@partner-desk 10000001のトライアルはいつまでですか？',
      '@partner-desk 10000009が使っているオプションは？',
    ])
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('@partner-desk ')
    await offers().first().waitFor()
    expect(await offers().locator('strong').allTextContents()).toEqual([
      '@partner-desk 10000001のトライアルはいつまでですか？',
      '@partner-desk 10000009が使っているオプションは？',
    ])
    await page.screenshot({ path: join(screenshots, 'playground-mention.png') })
    await composer.press('ArrowDown')
    await composer.press('Enter')
    expect(await composer.inputValue()).toBe('@partner-desk 10000001のトライアルはいつまでですか？')
    expect(await offers().count()).toBe(0)

    await composer.fill('10000001について教えて@')
    await composer.press('Tab')
    expect(await composer.inputValue()).toBe('10000001について教えて@partner-desk ')
    await composer.fill('mail to info@')
    expect(await offers().count()).toBe(0)
  })

  it('begins with questions in the language of the person, as the room wants them', async () => {
    const question = (text: string) => page.getByTestId('slack-pane').getByRole('button', { name: text })
    const enter = (name: string) => page.getByTestId('rooms').getByRole('button', { name }).click()
    await question('@partner-desk 10000001のトライアルはいつまでですか？').waitFor()
    await page.getByTestId('person').selectOption({ index: 2 })
    await question('@partner-desk when does the trial of 10000001 end?').waitFor()
    for (const room of ['support', 'Partner Desk']) {
      await enter(room)
      const plain = question('when does the trial of 10000001 end?')
      await plain.waitFor()
      expect(await plain.locator('strong').textContent()).toBe('when does the trial of 10000001 end?')
    }
    await enter('sales')
    await expect.poll(() => question('when does the trial of 10000001 end?').count()).toBe(0)
    expect(await question('/customer 10000001').count()).toBe(1)
  })

  it('moves the clock, and dates what follows by it', async () => {
    const clock = page.getByTestId('clock')
    const date = async () => clock.locator('output').textContent()
    const today = await date()
    await clock.getByRole('button', { name: '+7 days' }).click()
    await clock.getByText('7 days ahead').waitFor()
    expect(await date()).not.toBe(today)
    await type('/desk help')
    await messages.first().waitFor()
    const [message] = await slack.messages()
    const aheadMs = Date.parse(message?.at ?? '') - Date.now()
    expect(aheadMs / 86_400_000).toBeCloseTo(7, 1)
    await clock.getByRole('button', { name: 'Today' }).click()
    await expect.poll(date).toBe(today)
  })

  it('meets no error and no breach of its content policy', () => {
    expect(troubles).toEqual([])
  })
})
