import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import english from '../locales/en.json' with { type: 'json' }
import { commands } from '../src/commands/desk.ts'
import { schema } from '../src/config/variables.ts'
import { errorCodes } from '../src/core/errors.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string) => readFileSync(join(root, file), 'utf8')

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...globSync('docs/**/*.md', { cwd: root })]
const allPages = pages.map(read).join('\n')

/** Everything that matches, each once. */
function found(pattern: RegExp, text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, word = '']) => word))]
}

const withoutCode = (text: string) => text.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '')

/** The names by which GitHub links to the headings of a page. */
function anchorsOf(file: string): string[] {
  const headings = found(/^#{1,6} (.+)$/gm, read(file).replaceAll(/^```.*?^```/gms, ''))
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(/\s/g, '-'),
  )
}

/** What is wrong with a link of a page; undefined where it leads somewhere, or out of the project. */
function faultOf(page: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return undefined
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : normalize(join(dirname(page), path))
  if (!existsSync(join(root, target))) return `${link}: no such file`
  if (anchor === undefined || anchorsOf(target).includes(anchor)) return undefined
  return `${link}: no such heading`
}

describe('the pages lead somewhere', () => {
  it.each(pages)('%s', (page) => {
    const text = withoutCode(read(page))
    const links = [...found(/\]\(([^)\s]+)\)/g, text), ...found(/(?:src|srcset|href)="([^"]+)"/g, text)]
    expect(links.flatMap((link) => faultOf(page, link) ?? [])).toEqual([])
  })

  it('every decision stands in the list of decisions', () => {
    const written = globSync('*.md', { cwd: join(root, 'docs/decisions') }).filter(
      (file) => file !== 'README.md',
    )
    expect(found(/\]\(([\w-]+\.md)\)/g, read('docs/decisions/README.md')).toSorted()).toEqual(
      written.toSorted(),
    )
  })
})

describe('what the pages tell people to run is there', () => {
  it('verbs', () => {
    const named = found(/npx (?:--no-install )?partner-desk ([a-z]+)/g, allPages)
    expect(named.length).toBeGreaterThan(5)
    const verbs = found(/\.command\('(\w+)'\)/g, read('src/program.ts'))
    expect(named.filter((verb) => !verbs.includes(verb))).toEqual([])
  })

  it('scripts', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = found(/npm (?:run )?(?:-s |--silent )?(start|test|(?<=run )[\w:-]+)/g, allPages)
    expect(named).toContain('test')
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it('files of the source and of the tests', () => {
    const named = found(/`((?:src|test(?!\/output)|locales|\.ci)\/[\w./-]+)`/g, allPages)
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('settings', () => {
  const variables = Object.keys(schema.shape)

  it('each one stands in the pages', () => {
    const told = existsSync(join(root, 'docs/settings.md')) ? read('docs/settings.md') : allPages
    expect(variables.filter((name) => !told.includes(`\`${name}\``))).toEqual([])
  })

  it('the pages and .env.example name none that is not read', () => {
    const prefixes = [...new Set(variables.flatMap((name) => found(/^([A-Z]+_)/g, name)))]
    const named = found(
      new RegExp(String.raw`\b((?:${prefixes.join('|')})[A-Z_]*[A-Z])\b`, 'g'),
      `${allPages}\n${read('.env.example')}`,
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((name) => !variables.includes(name))).toEqual([])
  })
})

describe('commands', () => {
  const shown = commands.map(({ spec }) => spec).filter(({ isHidden }) => !isHidden)

  const places: Record<string, string> = {
    'README.md or docs': allPages,
    'what the playground offers': read('src/sandbox/playground/page/commands.js'),
  }

  it.each(shown)('$name is told of wherever people look for commands', ({ name, hasSlash }) => {
    const written = new RegExp(`[\`']${hasSlash ? '/' : '/desk '}${name}\\b`)
    expect(Object.keys(places).filter((place) => !written.test(places[place] ?? ''))).toEqual([])
  })
})

describe('the page on errors', () => {
  const [ofAnswers = ''] = read('docs/errors.md').split('\n## ')
  const rows = new Map(
    [...ofAnswers.matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].map(([, code = '', sentence = '']) => [
      code,
      sentence,
    ]),
  )

  it('has each code of an answer, and no other', () => {
    expect([...rows.keys()].toSorted()).toEqual(errorCodes.toSorted())
  })

  it('has the very sentences that people read', () => {
    const { rate_limited_one, rate_limited_other, ...others } = english.error
    const sentences: Record<string, string> = {
      ...others,
      rate_limited: rate_limited_other.replace('{{count}}', 'N'),
    }
    for (const [code, sentence] of rows) expect(sentence, code).toBe(sentences[code])
  })

  it('has every reason of ours why a digest failed', () => {
    const page = read('docs/errors.md')
    const reasons = found(/\['(\w+)', 'digestCommand\.reason/g, read('src/commands/digest/slot-fact.ts'))
    expect(reasons.length).toBeGreaterThan(5)
    expect(reasons.filter((reason) => !page.includes(`\`${reason}\``))).toEqual([])
  })
})
