import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { migrations } from '../../src/storage/migrations/migrations.ts'

it('knows every migration by the name of its file, in order', () => {
  const files = readdirSync(join(import.meta.dirname, '../../src/storage/migrations'))
  const names = files.filter((file) => /^\d{4}-/.test(file)).map((file) => file.replace(/\.ts$/, ''))
  expect(Object.keys(migrations)).toEqual(names.sort())
})
