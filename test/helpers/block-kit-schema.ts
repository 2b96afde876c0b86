import { join } from 'node:path'
import { applyJsdocLimits, type Schema } from './jsdoc-limits.ts'
import { schemaOfType } from './schema-of-type.ts'

const types = join(import.meta.dirname, '../../node_modules/@slack/types')

/** The schema of Slack's own type `KnownBlock` with the limits of its comments, and how many these are. */
export async function blockKitSchema(): Promise<{ schema: Schema; limits: number }> {
  // Which files they are follows from the version.
  const schema = await schemaOfType('KnownBlock', join(types, 'dist/index.d.ts'), [
    join(types, 'package.json'),
  ])
  return { limits: applyJsdocLimits(schema), schema }
}
