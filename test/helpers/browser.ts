import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'

/** Where screenshots of a run are left to be looked at. */
export const screenshots = join(import.meta.dirname, '../output')

/** Whether browser tests can run; says so in one line where they cannot. In CI none may be skipped. */
export function hasBrowser(): boolean {
  if (existsSync(executablePath)) return true
  if (process.env.CI) throw new Error(`no browser at ${executablePath}`)
  process.stderr.write(`skipped: the playground in a browser (no ${executablePath}; set CHROMIUM)\n`)
  return false
}

export function openBrowser(): Promise<Browser> {
  mkdirSync(screenshots, { recursive: true })
  return chromium.launch({
    executablePath,
    // As root, which CI is, Chromium runs only without its own sandbox.
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  })
}
