import Fastify from 'fastify'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { openBrowser } from '../helpers/browser.ts'
import { startForTest, type TestSandbox } from './start-for-test.ts'

/** What the sandbox told the stand-in desk. */
export interface Callback {
  readonly type: string
  readonly source: { readonly userId?: string; readonly channelId?: string }
  readonly content?: { readonly text: string; readonly postback?: string }
  readonly data?: string
}

interface Room {
  readonly id: string
  readonly name: string
  readonly kind: 'direct' | 'group'
  readonly person?: string
  readonly isBotMember: boolean
}

interface WorksWorld {
  readonly people: readonly {
    readonly id: string
    readonly name: string
    readonly locale: string
    readonly kind: string
  }[]
  readonly rooms: readonly Room[]
}

/** A sandbox with a LINE WORKS bot of the test's own, and a browser that shows its page. */
export interface WorksPlayground {
  readonly sandbox: TestSandbox
  readonly world: WorksWorld
  readonly page: Page
  readonly composer: Locator
  readonly messages: Locator
  readonly callbacks: readonly Callback[]
  /** Errors of the page and of its console. */
  readonly troubles: readonly string[]
  /** Posts below the bot of the Bot API. */
  bot(path: string, body: object): Promise<void>
  /** Makes the bot say something to a person, the first one unless told. */
  say(content: object, person?: string): Promise<void>
  type(text: string): Promise<void>
  /** The status of each answer to a callback from now on. */
  answerWith(status: number): void
  /** An empty direct room of the first person, which has begun. */
  startOver(): Promise<void>
  close(): Promise<void>
}

/** Wide enough for both platforms. */
const wide = { width: 1280, height: 800 }

export async function openWorksPlayground(): Promise<WorksPlayground> {
  const callbacks: Callback[] = []
  const desk = Fastify({ logger: false })
  let status = 200
  desk.post('/lineworks/callback', async ({ body }, reply) => {
    callbacks.push(body as Callback)
    return reply.code(status).send({})
  })
  const deskUrl = await desk.listen({ port: 0, host: '127.0.0.1' })
  const sandbox = await startForTest({ deskUrl: () => deskUrl })
  const { WORKS_API_URL, WORKS_BOT_ID } = sandbox.environment
  const token = await sandbox.token('bot')
  const world = (await (await fetch(`${sandbox.url}/_sandbox/lineworks`)).json()) as WorksWorld
  const [first] = world.people

  const browser = await openBrowser()
  const context = await browser.newContext({
    viewport: wide,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  const composer = page.getByTestId('works-composer')
  const troubles: string[] = []
  page.setDefaultTimeout(5000)
  page.on('pageerror', (error) => troubles.push(error.message))
  page.on('console', (line) => {
    // Asked for by Chromium alone, where `startOver` shows the icon by itself.
    const isFavicon = line.location().url.endsWith('/favicon.ico')
    if (line.type() === 'error' && !isFavicon) troubles.push(line.text())
  })

  const bot = async (path: string, body: object) => {
    const answer = await fetch(`${WORKS_API_URL}/bots/${WORKS_BOT_ID}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }

  return {
    sandbox,
    world,
    page,
    composer,
    messages: page.getByTestId('works-message'),
    callbacks,
    troubles,
    bot,
    say: (content, person = first?.id) =>
      bot(`users/${encodeURIComponent(person ?? '')}/messages`, { content }),
    async type(text) {
      await composer.fill(text)
      await composer.press('Enter')
    },
    answerWith(next) {
      status = next
    },
    async startOver() {
      status = 200
      await page.setViewportSize(wide)
      // A page of the same origin that does nothing meanwhile.
      await page.goto(`${sandbox.url}/playground/icon.svg`)
      await page.evaluate('sessionStorage.clear()')
      await sandbox.control('reset', {})
      callbacks.length = 0
      const record = page.waitForResponse('**/_sandbox/messages')
      await page.goto(sandbox.url)
      // What comes after it is new.
      await record
      await expect.poll(() => callbacks.map(({ type }) => type)).toEqual(['begin'])
    },
    async close() {
      await browser.close()
      await sandbox.close()
      await desk.close()
    },
  }
}
