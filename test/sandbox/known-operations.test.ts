import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { knownOperations } from '../../src/sandbox/known-operations.ts'

const manual = readFileSync(join(import.meta.dirname, '../../docs/sandbox.md'), 'utf8')

it.each(Object.entries(knownOperations).filter(([, operations]) => operations.length > 0))(
  'the manual lists the operations of %s',
  (target, operations) => {
    expect(manual).toContain(`| \`${target}\` | ${operations.map((name) => `\`${name}\``).join(', ')} |`)
  },
)
