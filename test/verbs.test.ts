import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { freePort, type Running, run, until } from './helpers/processes.ts'
import { makeSandboxDir, verb } from './helpers/run-verb.ts'
import { refereeContent } from './helpers/works-content-referee.ts'
import { startForTest } from './sandbox/start-for-test.ts'

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
    const procfile = readFileSync(new URL('../Procfile', import.meta.url), 'utf8')
    const started = [...procfile.matchAll(/src\/main\.ts (\w+)$/gm)].map((line) => line[1])
    expect(started).toEqual(['migrate', 'serve', 'work'])
    expect(verbs).toEqual(expect.arrayContaining(started))
  })

  it('for the background needs a store that several processes can share', async () => {
    const { status, errors } = await verb(['work'])
    expect([status, errors]).toEqual([2, expect.stringContaining('DATABASE_URL')])
  })
})

describe('verbs beside a desk that runs', () => {
  let desk: Running
  const { dataDir, remove } = makeSandboxDir()
  const here = (...args: string[]) => verb(args, { DATA_DIR: dataDir })

  beforeAll(async () => {
    const port = await freePort()
    desk = run('src/main.ts', ['serve'], { DATA_DIR: dataDir, PORT: String(port), SANDBOX_PORT: '0' })
    await until(desk, async () => desk.output().includes('Playground: '))
  })
  afterAll(async () => {
    await desk.stop()
    remove()
  })

  it('have it answer, in the language of whoever asks', async () => {
    const ask = () => here('ask', '/customer LINE WORKS', '--locale', 'ko')
    // Names are known once the customers have been collected.
    await until(desk, async () => (await ask()).status === 0)
    expect((await ask()).output).toMatch(/^LINE WORKS Corp\.\n.*체험판/)
  })

  it('have it answer questions, in the language of the question or the one that was wished for', async () => {
    const question = '10000001のプランは？'
    const { status, output } = await here('ask', question)
    expect([status, output]).toEqual([0, expect.stringMatching(/^LINE WORKS Corp\.\n.*トライアル/)])
    expect((await here('ask', question, '--locale', 'ko')).output).toMatch(/^LINE WORKS Corp\.\n.*체험판/)
  })

  it('say what they understood of a question that is not clear, and that this is no answer', async () => {
    const { status, output } = await here('ask', 'when does the trial end?')
    expect([status, output]).toEqual([1, expect.stringContaining('Trial')])
    expect(await here('ask', 'thanks!')).toMatchObject({
      status: 0,
      output: expect.stringContaining('/help'),
    })
  })

  it('print Block Kit, a message of LINE WORKS and JSON', async () => {
    const [slack, works, json] = await Promise.all(
      ['slack', 'lineworks', 'json'].map((format) => here('ask', 'options 10000009', '--format', format)),
    )
    expect(JSON.parse(slack?.output ?? '').blocks[0]).toMatchObject({ type: 'header' })
    const message = JSON.parse(works?.output ?? '')
    expect([message.type, refereeContent(message)]).toEqual(['flex', []])
    expect(JSON.parse(json?.output ?? '')).toMatchObject({ kind: 'answer', locale: 'en' })
  })

  it('fail where the answer is an error', async () => {
    const { status, output } = await here('ask', '/customer 99999998')
    expect([status, output]).toEqual([1, expect.stringContaining('not_found')])
  })

  it('report which answers people called wrong, in columns and as JSON', async () => {
    expect(await here('questions', 'report')).toMatchObject({
      status: 0,
      output: '',
      errors: 'no answer was marked as wrong\n',
    })
    const line = 'about 10000001 plan'
    const load = Buffer.from(`${line}\nﾌﾟﾗﾝ\u001b[2J?`).toString('base64url')
    expect((await here('ask', `/wrong ${load}`)).status).toBe(0)
    expect((await here('questions', 'report')).output).toMatch(
      /^\d{4}-\S+\tabout 10000001 plan\tﾌﾟﾗﾝ\[2J\?\n$/,
    )
    expect(JSON.parse((await here('questions', 'report', '--json')).output)).toMatchObject({
      ...{ platform: 'terminal', line, question: 'ﾌﾟﾗﾝ\u001b[2J?' },
    })
  })

  it('have it collect, and tell how that goes', async () => {
    const { status, output } = await here('collect')
    expect([status, output]).toEqual([0, expect.stringMatching(/\n60 customers\.\n$/)])
  })

  it('say who has the store where it cannot be asked for', async () => {
    const { status, errors } = await here('migrate')
    expect([status, errors]).toEqual([1, expect.stringMatching(/in use by another process/)])
  })

  it('find no desk once it was killed, and the store as it was', async () => {
    desk.process.kill('SIGKILL')
    await desk.ended
    const { status, output } = await here('ask', '/customer LINE WORKS')
    expect([status, output]).toEqual([0, expect.stringContaining('LINE WORKS Corp.')])
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
