import { join } from 'node:path'
import type { WebClient } from '@slack/web-api'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hasBrowser, screenshots } from '../helpers/browser.ts'
import { digestModal } from './digest-modal.ts'
import { openPlayground, type Playground } from './open-playground.ts'
import { connect } from './slack-client.ts'

const channel = 'C0DESK00001'
const misaki = 'U0MISAKI001'

describe.runIf(hasBrowser())('threads and dialogs in the playground', () => {
  let playground: Playground
  let client: WebClient
  let slack: Playground['slack']
  let page: Playground['page']
  let messages: Playground['messages']
  let troubles: Playground['troubles']

  beforeAll(async () => {
    playground = await openPlayground()
    ;({ slack, page, messages, troubles } = playground)
    client = connect(slack)
  })
  afterAll(() => playground?.close())
  beforeEach(() => playground.startOver())

  const post = async (text: string, thread_ts?: string) =>
    (await client.chat.postMessage({ channel, text, ...(thread_ts ? { thread_ts } : {}) })).ts ?? ''
  const texts = () => page.locator('#slack-log .content').allTextContents()

  /** Past the five messages that a channel takes at once. */
  async function postThread(count: number): Promise<string> {
    const parent = await post('parent')
    for (let index = 1; index <= count; index++) {
      await client.chat
        .postMessage({ channel, text: `reply ${index}`, thread_ts: parent })
        .catch(async () => {
          await new Promise((resolve) => setTimeout(resolve, 1000))
          await post(`reply ${index}`, parent)
        })
    }
    return parent
  }

  describe('a long thread', () => {
    it('is folded to its ends, and opens with a click', async () => {
      const parent = await postThread(6)
      const more = page.getByRole('button', { name: '3 more replies' })
      await more.waitFor()
      expect(await texts()).toEqual(['parent', 'reply 1', 'reply 5', 'reply 6'])
      expect(await more.getAttribute('aria-expanded')).toBe('false')
      await page.screenshot({ path: join(screenshots, 'playground-thread-folded.png') })

      await more.press('Enter')
      const fewer = page.getByRole('button', { name: 'Show fewer replies' })
      await fewer.waitFor()
      expect(await texts()).toEqual(['parent', ...[1, 2, 3, 4, 5, 6].map((index) => `reply ${index}`)])
      expect(await page.locator(':focus').textContent()).toBe('Show fewer replies')
      await page.screenshot({ path: join(screenshots, 'playground-thread.png') })

      await client.chat.update({ channel, ts: parent, text: 'parent, taken on by Misaki' })
      await expect.poll(texts).toContain('parent, taken on by Misaki')
      expect((await texts())[0]).toBe('parent, taken on by Misaki')
      await fewer.press('Enter')
      await expect.poll(() => messages.count()).toBe(4)
    })

    it('opens for a link to one of its messages', async () => {
      const parent = await postThread(5)
      await page.getByRole('button', { name: '2 more replies' }).waitFor()
      const reply = (await slack.messages()).find(({ payload }) => payload.text === 'reply 2')?.id ?? ''
      const { permalink = '' } = await client.chat.getPermalink({ channel, message_ts: reply })
      await page.getByTestId('rooms').getByRole('button', { name: 'sales' }).click()
      await page.goto(permalink)
      const pointed = page.locator('.message.pointed')
      await pointed.waitFor()
      expect(await pointed.getAttribute('data-message')).toBe(reply)
      expect(await page.locator('#slack-name').textContent()).toBe('# partner-desk')
      expect(await texts()).toHaveLength(6)

      const { permalink: other = '' } = await client.chat.getPermalink({ channel, message_ts: parent })
      await page.goto(other)
      await expect.poll(() => pointed.getAttribute('data-message')).toBe(parent)
    })
  })

  describe('a dialog', () => {
    const dialog = () => page.getByRole('dialog', { name: 'Daily digest' })
    const field = (label: string) => dialog().getByLabel(label)

    /** As the desk would on a press of the button. */
    async function openDialog(): Promise<void> {
      const label = { type: 'plain_text', text: 'Set up' } as const
      await client.chat.postMessage({
        channel,
        text: 'x',
        blocks: [{ type: 'actions', elements: [{ type: 'button', action_id: 'form', text: label }] }],
      })
      // What a dialog sent before has a trigger as well, which is used up.
      slack.requests.length = 0
      await page.getByRole('button', { name: 'Set up' }).click()
      await expect.poll(() => slack.requests.some(({ form }) => form.has('payload'))).toBe(true)
      const { trigger_id } = lastPayload()
      await client.apiCall('views.open', { trigger_id, view: digestModal })
      await dialog().waitFor()
    }

    const lastPayload = () =>
      JSON.parse(slack.requests.findLast(({ form }) => form.has('payload'))?.form.get('payload') ?? '')

    it('stands open with what the desk put in, and sends what the reader makes of it', async () => {
      await openDialog()
      await page.screenshot({ path: join(screenshots, 'playground-modal.png') })
      expect(await field('Time').first().inputValue()).toBe('09:00')
      expect(await field('Time zone').inputValue()).toBe('Asia/Tokyo')
      expect(await field('Days ahead').inputValue()).toBe('30')
      expect(await field('Language').inputValue()).toBe('ja_JP')
      expect(await field('Every day').isChecked()).toBe(false)
      expect(await page.locator(':focus').getAttribute('id')).toBe('input-time')

      await field('Time').first().fill('07:45')
      await field('Time zone').fill('')
      await page.keyboard.type('Europe/Paris')
      expect(await playground.composer.inputValue()).toBe('')
      await field('Language').selectOption('en_US')
      await field('Every day').check()
      await dialog().getByRole('button', { name: 'Save' }).click()
      await dialog().waitFor({ state: 'hidden' })
      const { type, user, view } = lastPayload()
      expect([type, user.id]).toEqual(['view_submission', misaki])
      expect(view.state.values).toMatchObject({
        time: { value: { selected_time: '07:45' } },
        zone: { value: { value: 'Europe/Paris' } },
        language: { value: { selected_option: { value: 'en_US' } } },
        text: { value: { value: null } },
        week: { value: { selected_options: [{ value: 'every' }] } },
      })
    })

    it('says beside a field what is wrong with it', async () => {
      await openDialog()
      const errors = { zone: 'There is no time zone “Mars”.' }
      slack.answerWith(() => ({ json: { response_action: 'errors', errors } }))
      await field('Time zone').fill('Mars')
      await field('Time zone').press('Enter')
      await dialog().getByText(errors.zone).waitFor()
      await page.screenshot({ path: join(screenshots, 'playground-modal-error.png') })
      const zone = field('Time zone')
      expect(await zone.getAttribute('aria-invalid')).toBe('true')
      const described = (await zone.getAttribute('aria-describedby'))?.split(' ').at(-1)
      expect(await page.locator(`[id="${described}"]`).textContent()).toBe(errors.zone)
      expect(await page.locator(':focus').getAttribute('id')).toBe('input-zone')

      await field('Days ahead').fill('400')
      await dialog().getByRole('button', { name: 'Save' }).click()
      await dialog().getByText('Enter 365 or less.').waitFor()
      expect(await zone.getAttribute('aria-invalid')).toBe(null)

      slack.answerWith(() => ({ status: 500 }))
      await field('Days ahead').fill('40')
      await dialog().getByRole('button', { name: 'Save' }).click()
      await dialog().getByRole('alert').filter({ hasText: 'dispatch_failed' }).waitFor()
    })

    it.each([
      ['its button', () => dialog().getByRole('button', { name: 'Cancel' }).click()],
      ['Escape', () => page.keyboard.press('Escape')],
    ])('is closed by %s, and gives the focus back', async (_name, close) => {
      await openDialog()
      await close()
      await dialog().waitFor({ state: 'hidden' })
      expect(await (await fetch(`${slack.sandbox.url}/_sandbox/slack/views`)).json()).toEqual([])
      const focused = page.locator(':focus')
      expect(await focused.textContent()).toBe('Set up')
    })

    it('goes with the sandbox that is reset, and fits a phone', async () => {
      await openDialog()
      await page.setViewportSize({ width: 360, height: 740 })
      await page.emulateMedia({ colorScheme: 'dark' })
      await page.screenshot({ path: join(screenshots, 'playground-modal-360-dark.png') })
      expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(360)
      await page.emulateMedia({ colorScheme: 'light' })
      await slack.post('/_sandbox/reset', {})
      await dialog().waitFor({ state: 'hidden' })
    })
  })

  it('meets no error and no breach of its content policy', () => {
    expect(troubles).toEqual([])
  })
})
