import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { buildManifest, placeholderUrl } from '../src/slack/manifest.ts'
import { manifestCommands } from '../src/verbs/manifest-commands.ts'

it('manifest.yml registers just the commands that there are', () => {
  const file = parse(readFileSync(join(import.meta.dirname, '../manifest.yml'), 'utf8'))
  expect(file).toEqual(buildManifest({ commands: manifestCommands(), url: placeholderUrl }))
})
