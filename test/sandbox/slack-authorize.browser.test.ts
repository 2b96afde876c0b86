import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser, screenshots } from '../helpers/browser.ts'
import { type SlackDesk, startSlackDesk } from './slack-desk.ts'
import { access, authorizeUrl, teamsOf } from './slack-install.ts'

describe.runIf(hasBrowser())('the page of an install', () => {
  let slack: SlackDesk
  let browser: Browser
  let page: Page
  const troubles: string[] = []

  beforeAll(async () => {
    slack = await startSlackDesk({ slackOAuth: true })
    slack.answerWith(() => ({ text: 'back at the desk' }))
    browser = await openBrowser()
    page = await browser.newPage()
    page.on('console', (message) => {
      if (message.type() === 'error') troubles.push(message.text())
    })
  })
  afterAll(async () => {
    await browser?.close()
    await slack?.close()
  })

  it('leads back to the desk with what was chosen', async () => {
    await page.goto(authorizeUrl(slack))
    await page.screenshot({ path: join(screenshots, 'slack-install.png') })
    await page.getByLabel('Harbor Resellers').check()
    await page.getByLabel('Never expire').check()
    await page.getByRole('button', { name: 'Allow' }).click()
    await page.getByText('back at the desk').waitFor()
    const { pathname, searchParams } = new URL(page.url())
    expect([pathname, searchParams.get('state')]).toEqual(['/slack/oauth_redirect', 'a state'])
    const answer = await access(slack, { code: searchParams.get('code') ?? '' })
    expect(answer.team?.id).toBe(teamsOf(slack)[1])
    expect(answer).not.toHaveProperty('refresh_token')
  })

  it('leads back without anything where it is cancelled', async () => {
    await page.goto(authorizeUrl(slack))
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByText('back at the desk').waitFor()
    expect(new URL(page.url()).search).toBe('?error=access_denied&state=a+state')
  })

  it('works without any script, and within its own policy', async () => {
    expect(troubles.filter((text) => !text.includes('favicon'))).toEqual([])
  })
})
