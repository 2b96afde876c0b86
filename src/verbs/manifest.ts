import { readFileSync } from 'node:fs'
import { slackShortcuts } from '../app/slack-registered.ts'
import { buildManifest, placeholderUrl } from '../slack/manifest.ts'
import { manifestCommands } from './manifest-commands.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Prints the manifest with the desk's base URL filled in. */
export function manifest(url: string, asJson: boolean): void {
  const base = readBase(url)
  const registered = { commands: manifestCommands(), shortcuts: slackShortcuts }
  const text = asJson
    ? `${JSON.stringify(buildManifest({ ...registered, url: base }), null, 2)}\n`
    : readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8').replaceAll(
        placeholderUrl,
        () => base,
      )
  process.stdout.write(text)
}

/** Slack calls https only, and appends the route to what it is given. */
function readBase(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username) {
    throw new WrongUsage(`--url takes an https URL without query or password, not ${given}`)
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}
