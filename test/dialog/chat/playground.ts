import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { startApp } from '../../../src/app.ts'
import type { AuditRow } from '../../../src/core/audit.ts'
import type { Instant } from '../../../src/core/calendar.ts'
import type { WrongAnswer } from '../../../src/core/wrong-answers.ts'
import { silentLog } from '../../helpers/known-partner.ts'
import { findMigratedStore } from '../../helpers/store-templates.ts'

/** A message as the sandbox's record has it. */
export interface Shown {
  readonly id: string
  readonly platform: string
  readonly room: string
  readonly thread?: string
  readonly person?: string
  readonly author: string
  readonly ephemeral: boolean
  readonly payload: Readonly<Record<string, unknown>>
}

/** The whole desk with its sandbox, all customers read. */
export interface Playground {
  messages(): Promise<readonly Shown[]>
  /** What the control route answered, where that is JSON. */
  control(route: string, body: object): Promise<Readonly<Record<string, unknown>>>
  /** The movable clock, milliseconds since the epoch. */
  now(): Promise<number>
  /** Reads all customers, or waits for whoever does so already, and resolves once answers are made of that. */
  collected(): Promise<void>
  people(platform: 'slack' | 'lineworks'): Promise<readonly { readonly id: string; readonly name: string }[]>
  /** Who asked what. */
  audit(): Promise<readonly AuditRow[]>
  /** Questions whose answer was called wrong. */
  wrongAnswers(): Promise<readonly WrongAnswer[]>
  close(): Promise<void>
}

/**
 * Opens it at a time that goes on by a millisecond whenever somebody looks at the clock; without one, now. `settings`
 * besides those that a desk with its own sandbox needs.
 */
export async function openPlayground(at?: string, settings: NodeJS.ProcessEnv = {}): Promise<Playground> {
  const wallClock = at === undefined ? Date.now : slowClock(at)
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-both-'))
  cpSync(await findMigratedStore(), join(dataDir, 'sandbox'), { recursive: true })
  const environment = {
    DATA_DIR: dataDir,
    PORT: '0',
    SANDBOX_PORT: '0',
    SANDBOX_RATE_LIMIT: '100000',
    WORKS_RATE_LIMIT: '100000',
    // Whoever waits for a pass looks at it so many times as often.
    SANDBOX_TIME_SCALE: '20',
    ...settings,
  }
  const app = await startApp(environment, () => silentLog, { wallClock })
  const url = app.surroundings.sandbox?.url
  async function collected(): Promise<void> {
    const pass = await app.answering.collector?.passNow()
    // What answers looks once a second at what is in the store.
    await vi.waitUntil(
      async () => ((await app.answering.directory?.lastPassAt()) ?? '') >= (pass?.endedAt ?? ''),
      { timeout: 20_000, interval: 50 },
    )
  }
  await app.answering.collector?.passNow()

  async function getJson<T>(route: string): Promise<T> {
    return (await fetch(`${url}/_sandbox/${route}`)).json() as Promise<T>
  }
  return {
    messages: () => getJson('messages'),
    async control(route, body) {
      const reply = await fetch(`${url}/_sandbox/${route}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const text = await reply.text()
      if (!reply.ok) throw new Error(`${route}: ${reply.status} ${text}`)
      return text.startsWith('{') ? JSON.parse(text) : {}
    },
    async now() {
      return Date.parse((await getJson<{ now: string }>('clock')).now)
    },
    collected,
    async people(platform) {
      const { people } = await getJson<{ people: { id: string; name: string }[] }>(platform)
      return people
    },
    async audit() {
      return Array.fromAsync(app.answering.audit?.find({ since: '2026-01-01T00:00:00Z' as Instant }) ?? [])
    },
    wrongAnswers: async () => (await app.answering.wrongAnswers?.all()) ?? [],
    async close() {
      await app.stop()
      rmSync(dataDir, { recursive: true })
    },
  }
}

function slowClock(at: string): () => number {
  let now = Date.parse(at)
  return () => {
    now += 1
    return now
  }
}
