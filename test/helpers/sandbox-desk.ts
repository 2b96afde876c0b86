import { type AnsweringOptions, createAnswering } from '../../src/app/answering.ts'
import { readConfig } from '../../src/config.ts'
import type { Call, Reader } from '../../src/core/call.ts'
import type { Card } from '../../src/core/card.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { openStore } from '../../src/storage/open/open-store.ts'
import { silentLog } from './known-partner.ts'
import { recordSecrets, secretsOf } from './log-record.ts'
import { makeDataDir } from './store-places.ts'
import { englishReader, linesOf, typed } from './transcript.ts'

/** The desk as it answers, over HTTP against a sandbox of its own. */
export interface SandboxDesk {
  readonly sandbox: Sandbox
  answer(line: string, reader?: Reader, call?: Partial<Call>): Promise<Card>
  /** What a person reads. */
  ask(line: string, reader?: Reader): Promise<string[]>
  control(route: string, body: object): Promise<void>
  close(): Promise<void>
}

export interface SandboxDeskOptions {
  readonly patience?: Pick<AnsweringOptions, 'attemptMs' | 'readMs'>
  readonly environment?: NodeJS.ProcessEnv
  readonly customers?: number
  readonly rateLimit?: number
  /** Contacts are shown only with a store; it costs a second. */
  readonly hasStore?: boolean
  /** A fixed time for both sides, milliseconds since the epoch. */
  readonly frozenAt?: number
}

export async function startSandboxDesk(options: SandboxDeskOptions = {}): Promise<SandboxDesk> {
  const {
    patience = {},
    environment = {},
    customers = 30,
    rateLimit = 100_000,
    hasStore = false,
    frozenAt,
  } = options
  const wallClock = frozenAt === undefined ? Date.now : () => frozenAt
  const sandbox = await startSandbox({
    port: 0,
    customers,
    seed: 'test',
    rateLimit,
    timeScale: 1,
    deskUrl: () => '',
    wallClock,
  })
  recordSecrets(secretsOf(sandbox.environment))
  const config = readConfig({ ...sandbox.environment, WORKS_RATE_LIMIT: String(rateLimit), ...environment })
  if (!config.works) throw new Error('the sandbox gave no credentials')
  const place = hasStore ? await makeDataDir() : undefined
  const store = place && (await openStore(place))
  await store?.migrate()
  const surroundings = { config: { ...config, works: config.works }, sandbox, isHoliday: () => false }
  const answering = createAnswering(surroundings, silentLog, {
    ...(store ? { store } : {}),
    wallClock,
    ...patience,
  })
  const answer: SandboxDesk['answer'] = (line, reader = englishReader, call = {}) =>
    answering.desk.answer(typed(line, call), reader)
  return {
    sandbox,
    answer,
    ask: async (line, reader = englishReader) => linesOf(await answer(line, reader), reader),
    async control(route, body) {
      const reply = await fetch(`${sandbox.url}/_sandbox/${route}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
    },
    async close() {
      await answering.close()
      await store?.close()
      await place?.remove()
      await sandbox.close()
    },
  }
}
