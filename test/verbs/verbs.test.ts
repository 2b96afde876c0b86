import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { makeSandboxDir, verb } from '../helpers/run-verb.ts'
import { startForTest } from '../sandbox/start-for-test.ts'

describe('ask', () => {
  it('prints an answer in the wanted language, and only that', async () => {
    const { dataDir, remove } = makeSandboxDir({ isNew: true })
    const { status, output, errors } = await verb(['ask', '/customer 10000001', '--locale', 'ja_JP'], {
      DATA_DIR: dataDir,
    })
    remove()
    expect([status, errors]).toEqual([0, ''])
    expect(output).toMatch(/^LINE WORKS Corp\.\n.*トライアル/)
  })
})

const verbs = ['serve', 'work', 'ask', 'collect', 'migrate', 'sandbox', 'doctor', 'manifest', 'menu']

describe.concurrent('a verb', () => {
  it.each([
    [['ask']],
    [['ask', 'help', '--locale', 'fr']],
    [['ask', 'help', '--time-zone', 'Mars/Olympus']],
    [['ask', 'help', '--format', 'pdf']],
    [['nonsense']],
    [['serve', 'now']],
    [['manifest', '--url', 'http://desk.example.com']],
    [['manifest', '--url', 'https://desk.example.com/?x=1']],
    [['menu', '--apply']],
  ])('called like %j is wrong usage', async (args) => {
    const { status, output, errors } = await verb(args)
    expect([status, output]).toEqual([2, ''])
    expect(errors).not.toBe('')
  })

  it.each(verbs)('explains itself: %s', async (name) => {
    const { status, output } = await verb([name, '--help'])
    expect([status, output]).toEqual([0, expect.stringContaining('Usage: partner-desk')])
  })

  it('is what the Procfile starts', () => {
    const procfile = readFileSync(new URL('../../Procfile', import.meta.url), 'utf8')
    const started = [...procfile.matchAll(/src\/main\.ts (\w+)$/gm)].map((line) => line[1])
    expect(started).toEqual(['migrate', 'serve', 'work'])
    expect(verbs).toEqual(expect.arrayContaining(started))
  })

  it('for the background needs a store that several processes can share', async () => {
    const { status, errors } = await verb(['work'])
    expect([status, errors]).toEqual([2, expect.stringContaining('DATABASE_URL')])
  })
})

describe('migrate', () => {
  it('brings a store up to date, then says that it is', async () => {
    const { dataDir, remove } = makeSandboxDir({ isNew: true })
    expect((await verb(['migrate'], { DATA_DIR: dataDir })).output).toMatch(/^Applied 0001-languages, /)
    expect((await verb(['migrate'], { DATA_DIR: dataDir })).output).toBe('The store has the newest schema.\n')
    remove()
  })
})

describe('manifest', () => {
  it('fills in the address, as YAML and as JSON alike', async () => {
    const [yaml, json] = await Promise.all([
      verb(['manifest', '--url', 'https://bot.example.org/']),
      verb(['manifest', '--url', 'https://bot.example.org', '--json']),
    ])
    expect(parse(yaml.output)).toEqual(JSON.parse(json.output))
    expect(yaml.output).toContain('https://bot.example.org/slack/events')
    expect(yaml.output).not.toContain('desk.example.com')
  })
})

describe('menu', () => {
  it('shows its buttons, and registers them on demand', async () => {
    const sandbox = await startForTest({ customers: 1 })
    const registered = async () => {
      const { menu } = (await (await fetch(`${sandbox.url}/_sandbox/lineworks`)).json()) as {
        menu: { label: string; text: string }[]
      }
      return menu
    }
    const shown = await verb(['menu'])
    expect([shown.status, await registered()]).toEqual([0, []])

    const applied = await verb(['menu', '--apply'], sandbox.environment)
    expect([applied.status, applied.output]).toEqual([0, 'The menu of Partner Desk has 4 buttons.\n'])
    const buttons = (await registered()).map(({ label }) => label)
    expect(shown.output.trim().split('\n')).toEqual(
      buttons.map((label) => expect.stringMatching(`^${label}: /`)),
    )
    await sandbox.close()
  })
})
