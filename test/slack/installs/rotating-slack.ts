import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach } from 'vitest'
import type { Installed } from '../../../src/slack/installs/installed.ts'
import { createOAuthInstalls } from '../../../src/slack/installs/oauth-installs.ts'
import { readableLog } from '../slack-desk.ts'
import { startWebApi } from '../web-api-stand-in.ts'
import { createSharedRows } from './installations-in-memory.ts'

export const hourMs = 3_600_000
export const [key, formerKey] = [randomBytes(32), randomBytes(32)] as const

/** A Slack whose tokens end and are exchanged for the next, anew for each test, with one store for all processes. */
export function useRotatingSlack() {
  let now: number
  let api: Awaited<ReturnType<typeof startWebApi>>
  let shared: ReturnType<typeof createSharedRows>
  let lines: ReturnType<typeof readableLog>['lines']
  let exchanged: string[]

  beforeEach(async () => {
    now = Date.UTC(2026, 10, 21, 9)
    exchanged = []
    api = await startWebApi()
    shared = createSharedRows(() => now)
    const current = { access: 'xoxe.xoxb-1', refresh: 'xoxe-1' }
    api.play('oauth.v2.access', (given) => {
      exchanged.push(given.refresh_token ?? '')
      if (given.client_id !== '1.2' || given.client_secret !== 'app-secret')
        return { ok: false, error: 'bad_client_secret' }
      if (given.grant_type !== 'refresh_token' || given.refresh_token !== current.refresh) {
        return { ok: false, error: 'invalid_refresh_token' }
      }
      const next = Number(current.refresh.split('-')[1]) + 1
      Object.assign(current, { access: `xoxe.xoxb-${next}`, refresh: `xoxe-${next}` })
      return { ok: true, access_token: current.access, refresh_token: current.refresh, expires_in: 43_200 }
    })
  })
  afterEach(() => api.close())

  return {
    /** Milliseconds since the epoch. */
    get now() {
      return now
    },
    set now(instant) {
      now = instant
    },
    get api() {
      return api
    },
    /** What all processes have in the store. */
    get shared() {
      return shared
    },
    /** What the process that was started last has logged. */
    get lines() {
      return lines
    },
    messages: () => lines.map(({ level, message }) => `${level}: ${message}`),
    /** The refresh tokens that were exchanged. */
    get exchanged() {
      return exchanged
    },
    installed: (leftMs: number, other: Partial<Installed> = {}): Installed => ({
      id: 'i-1',
      token: 'xoxe.xoxb-1',
      rotation: { refreshToken: 'xoxe-1', expiresAt: now + leftMs },
      name: 'Sunrise',
      ...other,
    }),
    /** One process of the desk. Its waits take no time of ours, and move the clock. */
    startProcess(given: Partial<Parameters<typeof createOAuthInstalls>[0]> = {}) {
      const { log, lines: written } = readableLog()
      lines = written
      const installs = createOAuthInstalls({
        ...{ clientId: '1.2', clientSecret: 'app-secret', allowedTeams: ['T1', 'T2'] },
        encryptionKeys: [key],
        apiUrl: api.apiUrl,
        installations: shared.open(),
        wallClock: () => now,
        log,
        wait: async (ms) => {
          now += ms
          await new Promise((resolve) => setImmediate(resolve))
        },
        ...given,
      })
      const token = async (spent?: string) => (await (await installs.find('T1'))?.token(spent))?.value
      return { installs, token, lines: written }
    },
  }
}
