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
  partner: ['core', 'async', 'works'],
  inbox: ['core', 'async'],
  slack: ['core', 'async', 'inbox'],
  lineworks: ['core', 'async', 'inbox', 'works'],
  storage: ['core', 'async'],
  directory: ['core', 'async', 'storage'],
  digests: ['core', 'async', 'commands', 'storage'],
  sandbox: ['core'],
  metrics: ['core', 'async'],
  'config.ts': ['core', 'config'],
  config: ['core', 'text', 'works'],
  'log.ts': ['core', 'config.ts'],
  holder: [],
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

/** Those of the source, types alone included. */
function filesImportedBy(file: string): string[] {
  return importsOf(file)
    .filter((target) => target.startsWith('.'))
    .map((target) => relative(src, join(src, dirname(file), target)))
    .filter((target) => !target.startsWith('..'))
}

function innerTargets(file: string): string[] {
  return filesImportedBy(file).map(partOf)
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

  it('and never in a circle', () => {
    const circles: string[] = []
    const cleared = new Set<string>()
    const follow = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '))
      if (cleared.has(file) || way.includes(file)) return
      for (const target of filesImportedBy(file)) follow(target, [...way, file])
      cleared.add(file)
    }
    for (const file of files) follow(file, [])
    expect(circles).toEqual([])
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

it('a file holds one idea: none has more than 300 lines', () => {
  const root = join(import.meta.dirname, '..')
  const long = globSync('{src,test}/**/*.{ts,js}', { cwd: root })
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > 300)
  expect(long).toEqual([])
})
