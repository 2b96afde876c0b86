import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { lookUpId } from '../../src/slack/on-shortcut.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { say } from '../../src/text/speak.ts'
import { freePort, isReady, type Running, run, until } from '../helpers/processes.ts'
import { onPostgres } from '../helpers/store-on-postgres.ts'
import { makeDatabase, makeDataDir, type StorePlaceForTests } from '../helpers/store-places.ts'
import { startForTest } from '../sandbox/start-for-test.ts'

const person = 'U0MISAKI001'
const rooms = { command: 'C0DESK00001', shortcut: 'C0HELP00004' }
const working = say('slack.working', { locale: 'ja', zone: 'Asia/Tokyo' })

/** A sandbox, and processes of a desk on it that come one after the other. */
async function startOutside(place: StorePlaceForTests) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const sandbox = await startForTest({ deskUrl: () => url })
  const started: Running[] = []

  function start(verb: 'serve' | 'work'): Running {
    const running = run('src/main.ts', [verb], {
      ...sandbox.environment,
      DATA_DIR: place.dataDir,
      ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {}),
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
    })
    started.push(running)
    return running
  }

  async function control(route: string, body: object): Promise<unknown> {
    const reply = await sandbox.control(route, body)
    if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
    return reply.json()
  }

  /** What the person reads in a room of Slack. */
  async function shown(room: string): Promise<string[]> {
    const reply = await fetch(`${sandbox.url}/_sandbox/messages`)
    const messages = (await reply.json()) as { platform: string; room: string; payload: object }[]
    return messages
      .filter((message) => message.platform === 'slack' && message.room === room)
      .map(({ payload }) => JSON.stringify(payload))
  }

  return {
    start,
    async serve() {
      const desk = start('serve')
      await until(desk, () => isReady(url))
      return desk
    },
    control,
    shown,
    hangPartner: () => control('faults', { target: 'partner', operation: 'customers.get', kind: 'hang' }),
    /** Asks while the Partner API hangs, until it is said that the answer takes longer. */
    async askInVain() {
      const command = { person, room: rooms.command, text: '/customer 10000001' }
      expect(await control('slack/command', command)).toEqual({ outcome: 'acknowledged' })
      expect(await shown(rooms.command)).toEqual([expect.stringContaining(working)])
    },
    isAnswered: async (room: string) =>
      (await shown(room)).some((message) => message.includes('LINE WORKS Corp.')),
    async close() {
      for (const { process } of started) process.kill('SIGKILL')
      await Promise.all(started.map(({ ended }) => ended))
      await sandbox.close()
      await place.remove()
    },
  }
}

// Side by side, for whoever is told to stop waits ten seconds for its answers.
describe.concurrent('an answer that Slack was told takes longer', () => {
  // One death for both, as each process takes seconds to start.
  it('comes from the next process after kill -9: in the place of that line, and below it where a message was looked up', async ({
    expect,
    onTestFinished,
  }) => {
    const outside = await startOutside(await makeDataDir())
    onTestFinished(outside.close)
    const { serve, control, shown, isAnswered } = outside
    const first = await serve()
    const message = { person, room: rooms.shortcut, text: '10000001 の件です' }
    const { id } = z.object({ id: z.string() }).parse(await control('slack/message', message))
    await outside.hangPartner()
    await control('slack/shortcut', { person, message: id, callbackId: lookUpId })
    await until(first, async () => (await shown(rooms.shortcut)).some((each) => each.includes(working)))
    await outside.askInVain()
    first.process.kill('SIGKILL')
    await first.ended
    await control('faults', {})

    const second = await serve()
    await until(second, async () => (await isAnswered(rooms.command)) && (await isAnswered(rooms.shortcut)))
    expect(await shown(rooms.command)).toHaveLength(1)
    expect(await shown(rooms.shortcut)).toHaveLength(3)
    await second.stop()
    expect(second.output()).toContain('question taken over')
    expect(first.output() + second.output()).not.toMatch(/\/slack\/response\/|の件です/)
  })
})

await onPostgres((server) => {
  describe.concurrent('an answer that Slack was told takes longer', () => {
    it('is left by a process that is told to stop, and comes from a worker', async ({
      expect,
      onTestFinished,
    }) => {
      const place = await makeDatabase(server)
      const store = await openStore(place)
      await store.migrate()
      await store.close()
      const outside = await startOutside(place)
      onTestFinished(outside.close)
      const { control, shown } = outside
      const first = await outside.serve()
      await outside.hangPartner()
      await outside.askInVain()
      await first.stop()
      expect(await shown(rooms.command)).toEqual([expect.stringContaining(working)])
      await control('faults', {})
      const worker = outside.start('work')
      await until(worker, () => outside.isAnswered(rooms.command))
      expect(await shown(rooms.command)).toHaveLength(1)
      await worker.stop()
    })
  })
})
