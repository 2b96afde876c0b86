/**
 * Makes the pictures of the docs anew: `npm run pictures -- [WORDS]`, only those whose name has these words.
 * Their customers are the same each time; their dates go by the day.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../helpers/browser.ts'
import { answers } from './answers.ts'
import { digests } from './digests.ts'
import { openStage } from './stage.ts'
import { startDesk } from './start-desk.ts'

const [words = ''] = process.argv.slice(2)
mkdirSync(join(import.meta.dirname, '../../docs/pictures'), { recursive: true })
// The browser ends with this process, also where the desk does not start.
const browser = await openBrowser()
const desk = await startDesk()
try {
  await desk.copied()
  for (const picture of [...answers, ...digests].filter(({ name }) => name.includes(words))) {
    const stage = await openStage(browser, desk)
    await picture.take(stage, picture.name)
    await stage.close()
    process.stdout.write(`${picture.name}\n`)
  }
} finally {
  await browser.close()
  await desk.stop()
}
