import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type App, startApp } from '../../src/app.ts'
import { createLog } from '../../src/log.ts'
import { lookUpId } from '../../src/slack/on-shortcut.ts'
import { say } from '../../src/text/speak.ts'
import { makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest, type TestSandbox } from '../sandbox/start-for-test.ts'

const patient = { timeout: 20_000 }
const room = 'C0DESK00001'
const misaki = 'U0MISAKI001'
const emily = 'U0EMILY0003'
const jordan = 'U0JORDAN006'
const english = { locale: 'en', zone: 'UTC' } as const
/** Both that look messages up are spoken to in English. */
const working = say('slack.working', english)

let place: StorePlaceForTests
let app: App
let sandbox: TestSandbox

beforeAll(async () => {
  place = await makeDataDir()
  sandbox = await startForTest({ deskUrl: () => app.url })
  const settings = { ...sandbox.environment, DATA_DIR: place.dataDir, HOST: '127.0.0.1', PORT: '0' }
  app = await startApp(settings, () => createLog('silent'))
  // What is only named in a thread is known once the customers have been collected.
  await vi.waitUntil(() => app.answering.directory?.lastPassAt(), patient)
}, 60_000)

afterAll(async () => {
  await app.stop()
  await sandbox.close()
  await place.remove()
})

interface Shown {
  readonly id: string
  readonly person?: string
  readonly thread?: string
  readonly ephemeral: boolean
  readonly payload: object
}

const shown = async () => (await (await fetch(`${sandbox.url}/_sandbox/messages`)).json()) as Shown[]

async function write(text: string, thread?: string): Promise<string> {
  const written = { person: misaki, room, text, ...(thread ? { thread } : {}) }
  const { id } = (await (await sandbox.control('slack/message', written)).json()) as { id: string }
  return id
}

/** What the person alone sees once they have used the shortcut. */
async function lookUp(person: string, message: string): Promise<{ answer: Shown; text: string }> {
  const before = (await shown()).length
  const used = await sandbox.control('slack/shortcut', { person, message, callbackId: lookUpId })
  expect(await used.json()).toEqual({ outcome: 'acknowledged' })
  const answers = async () =>
    (await shown()).slice(before).filter(({ payload }) => !JSON.stringify(payload).includes(working))
  await expect.poll(async () => (await answers()).length, patient).toBe(1)
  const [answer] = (await answers()) as [Shown]
  expect(answer).toMatchObject({ person, ephemeral: true })
  return { answer, text: JSON.stringify(answer.payload) }
}

describe('a message that somebody looks up', () => {
  it('and that asks something is answered, in the language of who looks it up', async () => {
    const { text } = await lookUp(emily, await write('10000001のトライアルはいつまでですか？'))
    expect(text).toContain('LINE WORKS Corp.')
    expect(text).toMatch(/trial/i)
    expect(text).not.toMatch(/[\u3040-\u30ff]{4}/)
  })

  it('and that only names a customer gives that customer', async () => {
    const { text } = await lookUp(emily, await write('10000001 の件、先方に連絡しておきました'))
    expect(text).toContain('LINE WORKS Corp.')
  })

  it('and that names nobody is met with what could be asked', async () => {
    const { text } = await lookUp(emily, await write('お疲れさまでした'))
    expect(text).not.toContain('LINE WORKS Corp.')
    expect(text.length).toBeGreaterThan(50)
  })

  it('is answered in its thread', async () => {
    const thread = await write('Who takes 10000001?')
    const { answer } = await lookUp(emily, await write('Maybe me. When does it end?', thread))
    expect(answer.thread).toBe(thread)
    expect(JSON.stringify(answer.payload)).toContain('LINE WORKS Corp.')
  })

  it('is not shown to a guest', async () => {
    const { text } = await lookUp(jordan, await write('When does the trial of 10000001 end?'))
    expect(text).toContain(say('access.notMember', english))
    expect(text).not.toContain('LINE WORKS Corp.')
  })

  it('commands nothing, whoever wrote it', async () => {
    await lookUp(emily, await write('language ko'))
    const { text } = await lookUp(emily, await write('10000001?'))
    expect(text).not.toMatch(/[\uac00-\ud7af]/)
  })
})
