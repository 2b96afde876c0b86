import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import slackTypes from '@slack/types/package.json' with { type: 'json' }
import { createGenerator } from 'ts-json-schema-generator'
import { applyJsdocLimits, type Schema } from './jsdoc-limits.ts'

const modules = join(import.meta.dirname, '../../node_modules')
const cached = join(modules, `.cache/partner-desk/known-block-${slackTypes.version}.json`)

/** The schema of Slack's own type `KnownBlock` with the limits of its comments, and how many these are. */
export function blockKitSchema(): { schema: Schema; limits: number } {
  const schema = readCached() ?? generate()
  return { limits: applyJsdocLimits(schema), schema }
}

function readCached(): Schema | undefined {
  try {
    return JSON.parse(readFileSync(cached, 'utf8'))
  } catch {
    // Not made yet, or not by this version: it is made anew.
    return undefined
  }
}

function generate(): Schema {
  const schema = createGenerator({
    path: join(modules, '@slack/types/dist/index.d.ts'),
    tsconfig: join(modules, '../tsconfig.json'),
    type: 'KnownBlock',
    skipTypeCheck: true,
  }).createSchema('KnownBlock')
  mkdirSync(join(cached, '..'), { recursive: true })
  const draft = `${cached}.${process.pid}`
  writeFileSync(draft, JSON.stringify(schema))
  // Test files run side by side: a rename shows the others the whole file or none.
  renameSync(draft, cached)
  return JSON.parse(JSON.stringify(schema))
}
