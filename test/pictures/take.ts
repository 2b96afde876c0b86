import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { withFewColours } from './few-colours.ts'
import type { Platform, Stage } from './stage.ts'

const docs = join(import.meta.dirname, '../../docs')

/** What only the playground has is left out, and talk begins at the top, to be cut off below it. */
const bare = `
  .payload, .day, .head-button, .message-actions { display: none }
  .log { margin-top: 0 }
`
/** Below the last line, in points, where nothing follows it. */
const margin = 12

export interface Talk {
  readonly platforms: readonly Platform[]
  /** In points. */
  readonly height?: number
  /** Down to the end of these; without them and a height as far as something was said. */
  readonly through?: readonly Locator[]
}

/** The window as a person has it before them. */
export async function takeWindow({ page }: Stage, name: string, height: number): Promise<void> {
  await page.setViewportSize({ width: 1280, height })
  await page.evaluate('document.fonts.ready')
  keep(name, await page.screenshot({ animations: 'disabled' }))
}

/** What was said in the rooms that are open. */
export async function takeTalk(stage: Stage, name: string, talk: Talk): Promise<void> {
  const { platforms, height } = talk
  const { page } = stage
  await page.addStyleTag({ content: bare })
  await page.evaluate('for (const each of document.querySelectorAll(".scroller")) each.scrollTop = 0')
  await leave(stage)
  const panes = await Promise.all(platforms.map((each) => boxOf(stage.pane(each))))
  const through = talk.through ?? platforms.map((each) => stage.pane(each).getByRole('log'))
  const ends = await Promise.all(through.map(boxOf))
  const left = Math.min(...panes.map(({ x }) => x))
  const right = Math.max(...panes.map(({ x, width }) => x + width))
  const bottom = Math.max(...ends.map((end) => end.y + end.height)) + (talk.through ? 0 : margin)
  const clip = { x: left, y: 0, width: right - left, height: height ?? bottom }
  keep(name, await page.screenshot({ animations: 'disabled', clip }))
}

/** The dialog that is open. */
export async function takeDialog(stage: Stage, name: string): Promise<void> {
  await leave(stage)
  keep(name, await stage.page.getByTestId('modal').screenshot({ animations: 'disabled' }))
}

/** Neither the pointer nor the focus marks anything. */
async function leave({ page }: Stage): Promise<void> {
  await page.evaluate('document.activeElement?.blur()')
  await page.mouse.move(0, 0)
  await page.evaluate('document.fonts.ready')
}

function keep(name: string, png: Buffer): void {
  writeFileSync(join(docs, name), withFewColours(png))
}

async function boxOf(located: Locator) {
  const box = await located.boundingBox()
  if (!box) throw new Error('it is not to be seen')
  return box
}
