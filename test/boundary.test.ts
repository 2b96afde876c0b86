import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'

const src = join(import.meta.dirname, '../src')

/** What a part may import besides itself. */
const allowed: Record<string, readonly string[]> = {
  core: [],
  async: [],
  commands: ['core'],
  questions: ['core', 'commands'],
  text: ['core'],
  works: ['core', 'async'],
  partner: ['core', 'works'],
  inbox: ['core', 'async'],
  slack: ['core', 'async', 'inbox'],
  lineworks: ['core', 'async', 'inbox', 'works'],
  storage: ['core'],
  directory: ['core', 'storage'],
  digests: ['core', 'commands', 'storage'],
  sandbox: ['core'],
  metrics: ['core'],
  'config.ts': ['core', 'config'],
  config: ['core', 'text', 'works'],
  'log.ts': ['core', 'config.ts'],
  'holder.ts': [],
  'server.ts': ['core', 'server'],
  server: ['core'],
}
/** These tie the parts together, each for one purpose. */
const outermost = ['app.ts', 'app', 'main.ts', 'program.ts', 'verbs']

function importsOf(file: string): string[] {
  const text = readFileSync(join(src, file), 'utf8')
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1] ?? '')
}

function partOf(file: string): string {
  return file.split('/')[0] ?? ''
}

function innerTargets(file: string): string[] {
  return importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => relative(src, join(src, dirname(file), target)))
    .filter((target) => !target.startsWith('..'))
    .map(partOf)
}

const files = globSync('**/*.ts', { cwd: src })

describe('imports point inward', () => {
  it('finds the source', () => {
    expect(files).toContain('core/card.ts')
    expect(innerTargets('commands/desk.ts')).toContain('core')
  })

  it.each(files)('%s', (file) => {
    const part = partOf(file)
    const reachable = allowed[part]
    if (outermost.includes(part)) return
    expect(reachable, `${part} is in no list`).toBeDefined()
    expect([part, ...(reachable ?? [])]).toEqual(expect.arrayContaining(innerTargets(file)))
  })

  it('core uses no library and no part of the runtime', () => {
    const foreign = files
      .filter((file) => partOf(file) === 'core')
      .flatMap((file) => importsOf(file).map((target) => `${file}: ${target}`))
      .filter((line) => !/: (\.|\.\.\/\.\.\/locales\/)/.test(line))
    expect(foreign).toEqual([])
  })

  it('only config.ts reads the environment', () => {
    const readers = files.filter((file) => /process\.env\b/.test(readFileSync(join(src, file), 'utf8')))
    expect(readers).toEqual(['config.ts'])
  })
})
