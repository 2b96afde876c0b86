import { readFileSync } from 'node:fs'
import type { DomainId } from '../../src/core/customer.ts'
import type { OptionId } from '../../src/core/option.ts'
import { createPartner, type PartnerSettings } from '../../src/partner/partner.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import type { SignIn } from '../../src/works/sign-in.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { createManualClock } from '../works/manual-clock.ts'
import { startScriptedServer, text } from '../works/scripted-server.ts'

export const id = '10000001' as DomainId
export const drive = 'DRV' as OptionId
export const options = { correlationId: 'c-1' }

/** The payload as it stands in the file, so that long numbers keep their digits. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/partner/${name}.json`, import.meta.url), 'utf8')
}

export const answer = (name: string) => text(fixture(name))

/** Hands out numbered tokens; the sign-in itself has tests of its own. */
export function createTokens(): SignIn {
  let count = 1
  return {
    token: async () => `token-${count}`,
    renew: async (stale) => {
      if (stale === `token-${count}`) count += 1
      return `token-${count}`
    },
  }
}

/** A client against a scripted server. Retry waits are noted, not waited for. */
export async function startDesk(changes: Partial<PartnerSettings> = {}) {
  const server = await startScriptedServer()
  const clock = createManualClock()
  const log = createCollectedLog()
  const waits: number[] = []
  const open = (more: Parameters<typeof openHttp>[0] = {}) => {
    const http = openHttp(more)
    const partner = createPartner({
      apiUrl: `${server.url}/v1.0`,
      signIn: createTokens(),
      budget: createBudget({ limit: 240, wallClock: clock.now, wait: clock.wait }),
      http,
      wallClock: clock.now,
      log,
      wait: async (ms) => {
        waits.push(ms)
        await clock.advance(ms)
      },
      random: () => 0.5,
      ...changes,
    })
    return { http, partner }
  }
  const { http, partner } = open()
  return {
    server,
    clock,
    log,
    waits,
    http,
    partner,
    open,
    async close() {
      http.close()
      await server.close()
    },
  }
}

export type Desk = Awaited<ReturnType<typeof startDesk>>
