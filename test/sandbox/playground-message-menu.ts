import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { screenshots } from '../helpers/browser.ts'
import { answer } from './open-playground.ts'
import { type MessagesForTest, misaki } from './playground-messages.ts'

/** Registers the tests of what the menu of a message offers. */
export function messageMenu(opened: () => MessagesForTest): void {
  describe('the menu of a message', () => {
    const menu = () => opened().page.getByRole('menu', { name: 'More actions' })
    const payload = () => JSON.parse(opened().slack.requests.at(-1)?.form.get('payload') ?? '{}')

    it('looks up a customer, for the person alone and in the thread', async () => {
      const { slack, page, messages, type, act, focused } = opened()
      slack.answerWith(({ form }) => (form.has('payload') ? {} : { json: answer }))
      await type('10000001 again')
      await messages.first().waitFor()
      await act(messages.first(), 'More actions')
      await page.screenshot({ path: join(screenshots, 'playground-menu.png') })
      expect(await focused().textContent()).toBe('Look up customer')
      await page.keyboard.press('Enter')
      await expect.poll(payload).toMatchObject({
        type: 'message_action',
        callback_id: 'look_up_customer',
        user: { id: misaki },
        message: { text: '10000001 again' },
      })
      await slack.post(payload().response_url, {
        text: 'Sunrise',
        thread_ts: payload().message.ts,
        replace_original: false,
      })
      await messages.nth(1).getByText('Only visible to you').waitFor()
      expect(await messages.nth(1).getAttribute('class')).toContain('reply')
      expect(await messages.nth(1).getByRole('button', { name: 'More actions' }).count()).toBe(0)
    })

    it('closes with Escape and with a second press, and says what failed', async () => {
      const { slack, page, messages, type, act, focused } = opened()
      await type('10000001 again')
      await messages.first().waitFor()
      const more = messages.first().getByRole('button', { name: 'More actions' })
      await act(messages.first(), 'More actions')
      expect(await more.getAttribute('aria-expanded')).toBe('true')
      await page.keyboard.press('Escape')
      await menu().waitFor({ state: 'hidden' })
      expect(await focused().getAttribute('aria-label')).toBe('More actions')
      await more.click()
      await menu().waitFor()
      await more.click()
      await menu().waitFor({ state: 'hidden' })
      expect(await more.getAttribute('aria-expanded')).toBe('false')

      slack.answerWith(() => ({ status: 500 }))
      await more.press('Enter')
      await menu().getByRole('menuitem', { name: 'Look up customer' }).click()
      await page.getByText('“Look up customer” failed: dispatch_failed').waitFor()
    })
  })
}
