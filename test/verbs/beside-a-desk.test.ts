import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askHolder } from '../../src/holder/ask-holder.ts'
import { type Running, run, until } from '../helpers/processes.ts'
import { makeSandboxDir, smallSandbox, verb } from '../helpers/run-verb.ts'
import { refereeContent } from '../helpers/works-content-referee.ts'
import { cells, digest, saveDigests } from './saved-digests.ts'

describe('verbs beside a desk that runs', () => {
  let desk: Running
  const { dataDir, remove } = makeSandboxDir()
  const environment = { DATA_DIR: dataDir, ...smallSandbox, SANDBOX_CUSTOMERS: '20' }
  const here = (...args: string[]) => verb(args, environment)

  beforeAll(async () => {
    await saveDigests(dataDir, [digest, { ...digest, workspace: 'T2' }])
    desk = run('src/main.ts', ['serve'], { ...environment, PORT: '0', SANDBOX_PORT: '0' })
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
    expect([status, output]).toEqual([0, expect.stringMatching(/\n20 customers\.\n$/)])
  })

  it('list digests, show them, and run what is due', async () => {
    const { status, output, errors } = await here('digest', 'list')
    expect([status, errors]).toEqual([0, ''])
    expect(cells(output).map(([platform, workspace]) => [platform, workspace])).toEqual([
      ['slack', 'T0DESK00001'],
      ['slack', 'T2'],
    ])
    const shown = await here('digest', 'now', '--room', 'C0DESK00001', '--workspace', 'T2')
    expect([shown.status, shown.output]).toEqual([0, expect.stringMatching(/[ぁ-ん]/)])
    expect((await here('digest', 'now', '--room', 'C404')).status).toBe(1)
    expect(await here('digest', 'run')).toEqual({ status: 0, output: 'nothing was due\n', errors: '' })
  })

  it('say who has the store where it cannot be asked for', async () => {
    const { status, errors } = await here('migrate')
    expect([status, errors]).toEqual([1, expect.stringMatching(/in use by another process/)])
  })

  it('find no desk once it was killed, the store as it was, and on record every contact that was shown', async () => {
    const socket = join(dataDir, 'sandbox')
    for (const id of ['10000001', '10000002']) {
      const answer = await askHolder(socket, { text: `contact ${id}`, format: 'text' })
      expect(answer?.isAnswer).toBe(true)
    }
    desk.process.kill('SIGKILL')
    await desk.ended
    const { status, output } = await here('ask', '/customer LINE WORKS')
    expect([status, output]).toEqual([0, expect.stringContaining('LINE WORKS Corp.')])
    const rows = cells((await here('audit')).output).map((row) => row.slice(1))
    expect(rows.filter(([, , command]) => command === 'contact')).toEqual([
      ['terminal', 'terminal', 'contact', '10000001', 'answer'],
      ['terminal', 'terminal', 'contact', '10000002', 'answer'],
    ])
  })
})
