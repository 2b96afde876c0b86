import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser, screenshots } from '../helpers/browser.ts'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'

describe.runIf(hasBrowser())('the desk in the playground', () => {
  let desk: Running
  let browser: Browser
  let page: Page
  let playground = ''

  beforeAll(async () => {
    const [port, sandboxPort] = [await freePort(), await freePort()]
    desk = run('src/main.ts', ['serve'], { PORT: String(port), SANDBOX_PORT: String(sandboxPort) })
    browser = await openBrowser()
    await until(desk, () => isReady(`http://127.0.0.1:${port}`))
    playground = `http://127.0.0.1:${sandboxPort}/playground`
  })
  afterAll(async () => {
    await browser.close()
    await desk.stop()
  })

  async function say(text: string): Promise<void> {
    await page.getByTestId('composer').fill(text)
    await page.getByTestId('composer').press('Enter')
  }
  const newest = () => page.getByTestId('message').last()

  it('answers what a person types, leads on by buttons, and shares', async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(String(error)))
    page.on('console', (line) => line.type() === 'error' && problems.push(line.text()))
    await page.goto(playground)

    await say('/customer 10000001')
    await newest().getByText('LINE WORKS Corp.').first().waitFor()
    await newest().getByText('Only visible to you').waitFor()
    await page.screenshot({ path: join(screenshots, 'customer.png') })

    await newest().getByRole('button').nth(1).click()
    await newest().getByText('DRV00').first().waitFor()
    await page.screenshot({ path: join(screenshots, 'options.png') })

    await newest().getByRole('button').last().click()
    await newest().getByText('さんが共有しました').waitFor()
    expect(await newest().getByText('Only visible to you').count()).toBe(0)
    await page.screenshot({ path: join(screenshots, 'shared.png') })

    expect(problems).toEqual([])
  })

  it('pages through more options than one message holds, in the language of the person', async () => {
    await page.getByTestId('person').selectOption({ index: 1 })
    await say('/options 10000009')
    await newest()
      .getByText('1/')
      .or(newest().getByText('1 / '))
      .or(newest().getByText('페이지'))
      .first()
      .waitFor()
    const first = await newest().innerText()
    await newest().getByRole('button', { name: '다음' }).click()
    await newest().getByText('페이지 중 2페이지').waitFor()
    await page.screenshot({ path: join(screenshots, 'page-2.png') })
    expect(await newest().innerText()).not.toBe(first)
  })

  it('shows hostile names as text', async () => {
    for (const [id, name] of [
      ['10000005', '<!channel>'],
      ['10000006', 'userId'],
      ['10000007', '*'],
      ['10000008', '{{count}} $t(error.title)'],
    ] as const) {
      await say(`/customer ${id}`)
      await newest().getByText(id).first().waitFor()
      expect(await newest().innerText()).toContain(name)
    }
    await page.screenshot({ path: join(screenshots, 'hostile.png'), fullPage: true })
    expect(await page.locator('[data-testid=message] script, [data-testid=message] img').count()).toBe(0)
  })

  it('fits a phone', async () => {
    const phone = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await phone.goto(playground)
    await phone.getByTestId('composer').fill('/subscriptions 10000001')
    await phone.getByTestId('composer').press('Enter')
    await phone.getByTestId('message').last().getByText('1000000100').first().waitFor()
    await phone.screenshot({ path: join(screenshots, 'phone.png') })
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360)
    await phone.close()
  })
})
