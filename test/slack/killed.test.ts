import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lookUpId } from '../../src/slack/on-shortcut.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { say } from '../../src/text/speak.ts'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'

const person = 'U0MISAKI001'
const room = 'C0DESK00001'
const working = say('slack.working', { locale: 'ja', zone: 'Asia/Tokyo' })

let sandbox: TestSandbox
let port: number

beforeAll(async () => {
  port = await freePort()
  sandbox = await startForTest({ deskUrl: () => `http://127.0.0.1:${port}` })
})
afterAll(() => sandbox.close())

function start(verb: 'serve' | 'work', { databaseUrl, dataDir }: StorePlaceForTests): Running {
  return run('src/main.ts', [verb], {
    ...sandbox.environment,
    DATA_DIR: dataDir,
    ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    PORT: String(port),
    HOST: '127.0.0.1',
    LOG_LEVEL: 'warn',
  })
}

async function serve(place: StorePlaceForTests): Promise<Running> {
  const desk = start('serve', place)
  await until(desk, () => isReady(`http://127.0.0.1:${port}`))
  return desk
}

async function control(route: string, body: object): Promise<unknown> {
  const reply = await sandbox.control(route, body)
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
  return reply.json()
}

/** What the person reads in Slack. */
async function shown(): Promise<string[]> {
  const reply = await fetch(`${sandbox.url}/_sandbox/messages`)
  const messages = (await reply.json()) as { platform: string; payload: object }[]
  return messages.filter(({ platform }) => platform === 'slack').map(({ payload }) => JSON.stringify(payload))
}

/** Asks while the Partner API hangs, until it is said that the answer takes longer. */
async function askInVain(): Promise<void> {
  await control('reset', {})
  await control('faults', { target: 'partner', operation: 'customers.get', kind: 'hang' })
  const command = { person, room, text: '/customer 10000001' }
  expect(await control('slack/command', command)).toEqual({ outcome: 'acknowledged' })
  expect(await shown()).toEqual([expect.stringContaining(working)])
}

const isAnswered = async () => (await shown()).some((message) => message.includes('LINE WORKS Corp.'))

describe('an answer that Slack was told takes longer', () => {
  it('comes in the place of that line from the next process, after kill -9', async () => {
    const place = await makeDataDir()
    const first = await serve(place)
    await askInVain()
    first.process.kill('SIGKILL')
    await first.ended
    await control('faults', {})
    const second = await serve(place)
    await until(second, isAnswered)
    expect(await shown()).toHaveLength(1)
    expect(second.output()).toContain('question taken over')
    expect(first.output() + second.output()).not.toContain('/slack/response/')
    await second.stop()
    await place.remove()
  }, 60_000)

  it('comes below it where a message was looked up', async () => {
    const place = await makeDataDir()
    const first = await serve(place)
    await control('reset', {})
    const written = await control('slack/message', { person, room, text: '10000001 の件です' })
    await control('faults', { target: 'partner', operation: 'customers.get', kind: 'hang' })
    const { id } = z.object({ id: z.string() }).parse(written)
    await control('slack/shortcut', { person, message: id, callbackId: lookUpId })
    await until(first, async () => (await shown()).some((message) => message.includes(working)))
    first.process.kill('SIGKILL')
    await first.ended
    await control('faults', {})
    const second = await serve(place)
    await until(second, isAnswered)
    expect(await shown()).toHaveLength(3)
    expect(first.output() + second.output()).not.toMatch(/\/slack\/response\/|の件です/)
    await second.stop()
    await place.remove()
  }, 60_000)
})

await onPostgres((server) => {
  it('is left by a process that is told to stop, and comes from a worker', async () => {
    const place = await makeDatabase(server)
    const store = await openStore(place)
    await store.migrate()
    await store.close()
    const first = await serve(place)
    await askInVain()
    await first.stop()
    expect(await shown()).toEqual([expect.stringContaining(working)])
    await control('faults', {})
    const worker = start('work', place)
    await until(worker, isAnswered)
    expect(await shown()).toHaveLength(1)
    await worker.stop()
    await place.remove()
  }, 60_000)
})
