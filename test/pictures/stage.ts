import type { Browser, Locator, Page } from 'playwright-core'
import type { PicturedDesk } from './start-desk.ts'

export type Platform = 'slack' | 'lineworks'

/** The playground in a browser, on which people of the sandbox act. */
export interface Stage {
  readonly page: Page
  readonly desk: PicturedDesk
  pane(platform: Platform): Locator
  /** What the bot has said in the room that is open. */
  answers(platform: Platform): Locator
  /** Acts for somebody from now on. */
  become(person: string): Promise<void>
  open(platform: Platform, room: string): Promise<void>
  /** Says what does not ask the bot. */
  write(platform: Platform, text: string): Promise<void>
  /** Resolves with what the bot answers. */
  ask(platform: Platform, text: string): Promise<Locator>
  close(): Promise<void>
}

const ids = {
  slack: { pane: 'slack-pane', rooms: 'rooms', composer: 'composer', answer: '.message:has(.badge)' },
  lineworks: {
    ...{ pane: 'works-pane', rooms: 'works-rooms', composer: 'works-composer' },
    answer: '.works-message:not([data-own])',
  },
} as const

/** Both platforms side by side, tall enough for the longest answer. */
const window = { width: 1240, height: 3000 }
/** Sharp on a screen of today. */
const pixelsPerPoint = 2

export async function openStage(browser: Browser, desk: PicturedDesk): Promise<Stage> {
  await desk.control('reset', {})
  await desk.greeted()
  const context = await browser.newContext({
    viewport: window,
    deviceScaleFactor: pixelsPerPoint,
    // The page takes no style of others, and pictures need one.
    bypassCSP: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  await page.goto(`${desk.url}/playground`)
  const pane = (platform: Platform) => page.getByTestId(ids[platform].pane)
  const answers = (platform: Platform) => pane(platform).locator(ids[platform].answer)
  const type = async (platform: Platform, text: string) => {
    const composer = page.getByTestId(ids[platform].composer)
    await composer.fill(text)
    await composer.press('Enter')
  }

  return {
    page,
    desk,
    pane,
    answers,
    async become(person) {
      const label = page.getByTestId('person').locator('option').filter({ hasText: person })
      await page.getByTestId('person').selectOption({ label: (await label.textContent()) ?? '' })
    },
    async open(platform, room) {
      await page.getByTestId(ids[platform].rooms).getByRole('button', { name: room }).click()
    },
    async write(platform, text) {
      await type(platform, text)
      await pane(platform).getByRole('log').getByText(text).waitFor()
    },
    async ask(platform, text) {
      const answer = answers(platform).nth(await answers(platform).count())
      await type(platform, text)
      await answer.waitFor()
      return answer
    },
    close: () => context.close(),
  }
}
