import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Schema } from './jsdoc-limits.ts'

const root = join(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/partner-desk')

/**
 * The JSON schema of an exported type. To make one takes TypeScript, and seconds: it is kept beside the packages, and
 * made anew as soon as `reads`, all files that it comes from, read differently.
 */
export async function schemaOfType(type: string, path: string, reads: readonly string[]): Promise<Schema> {
  const hash = createHash('sha256')
  for (const file of reads) hash.update(readFileSync(file))
  const cached = join(cache, `schema-${type}-${hash.digest('hex').slice(0, 12)}.json`)
  return readCached(cached) ?? generate(type, path, cached)
}

function readCached(cached: string): Schema | undefined {
  try {
    return JSON.parse(readFileSync(cached, 'utf8'))
  } catch {
    // Not made yet, or not of these files.
    return undefined
  }
}

async function generate(type: string, path: string, cached: string): Promise<Schema> {
  const { createGenerator } = await import('ts-json-schema-generator')
  const schema = createGenerator({
    path,
    tsconfig: join(root, 'tsconfig.json'),
    type,
    skipTypeCheck: true,
  }).createSchema(type)
  mkdirSync(cache, { recursive: true })
  const text = JSON.stringify(schema)
  const draft = `${cached}.${process.pid}`
  writeFileSync(draft, text)
  // Test files run side by side: a rename shows the others the whole file or none.
  renameSync(draft, cached)
  return JSON.parse(text)
}
