import { readFileSync } from 'node:fs'
import { buildManifest, placeholderUrl } from '../slack/manifest.ts'
import { manifestCommands } from './manifest-commands.ts'
import { WrongUsage } from './wrong-usage.ts'

/** Prints the manifest with the desk's base URL filled in. */
export function manifest(url: string, asJson: boolean): void {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') {
    throw new WrongUsage(`--url takes an https URL, not ${url}: Slack calls no other`)
  }
  const base = url.replace(/\/+$/, '')
  const text = asJson
    ? `${JSON.stringify(buildManifest({ commands: manifestCommands(), url: base }), null, 2)}\n`
    : readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8').replaceAll(placeholderUrl, base)
  process.stdout.write(text)
}
