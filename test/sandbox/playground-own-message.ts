import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { screenshots } from '../helpers/browser.ts'
import type { MessagesForTest } from './playground-messages.ts'

/** Registers the tests of what people do to the messages that they have written themselves. */
export function ownMessage(opened: () => MessagesForTest): void {
  describe('one’s own message', () => {
    const editor = () => opened().page.getByTestId('edit')

    it('is changed in place, and says so', async () => {
      const { page, messages, type, events, act, focused, texts, post } = opened()
      await type('@partner-desk trial of example.com & co')
      await messages.first().waitFor()
      await act(messages.first(), 'Edit message')
      expect(await editor().inputValue()).toBe('@partner-desk trial of example.com & co')
      await page.keyboard.press('Backspace')
      await post('somebody speaks meanwhile')
      await messages.nth(1).waitFor()
      expect(await focused().getAttribute('data-testid')).toBe('edit')
      await page.screenshot({ path: join(screenshots, 'playground-edit.png') })
      await page.keyboard.press('Enter')
      await messages.first().getByText('(edited)').waitFor()
      expect((await texts())[0]).toBe('@Partner Desk trial of example.com & c (edited)')
      expect(await focused().getAttribute('aria-label')).toBe('Edit message')
      await expect.poll(() => events().at(-1)?.subtype).toBe('message_changed')
      expect(events().at(-1)?.message?.text).toContain('&amp; c')
    })

    it('stays as it was with Escape, and where nothing was changed', async () => {
      const { messages, type, events, act, texts } = opened()
      await type('as it was')
      await messages.first().waitFor()
      await expect.poll(() => events()).toHaveLength(1)
      for (const [typed, key] of [
        ['something else', 'Escape'],
        ['as it was', 'Enter'],
      ] as const) {
        await act(messages.first(), 'Edit message')
        await editor().fill(typed)
        await editor().press(key)
        await expect.poll(() => editor().count()).toBe(0)
        expect(await texts()).toEqual(['as it was'])
      }
      expect(events()).toHaveLength(1)
    })

    it('is nobody else’s to change', async () => {
      const { page, messages, type, post } = opened()
      await type('mine')
      await post('the bot’s')
      await messages.nth(1).waitFor()
      const pencils = messages.getByRole('button', { name: 'Edit message' })
      expect(await pencils.count()).toBe(1)
      await page.getByTestId('person').selectOption({ index: 1 })
      await expect.poll(() => pencils.count()).toBe(0)
    })
  })
}
