import type { Log } from '../../src/core/ports.ts'
import { type CollectorSettings, createCollector } from '../../src/directory/collector.ts'
import { createPartner, type PartnerSettings } from '../../src/partner/partner.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.ts'
import { openStore, type StorePlace } from '../../src/storage/open/open-store.ts'
import type { Store } from '../../src/storage/store.ts'
import { createBusinessClock } from '../../src/text/dates.ts'
import { createBudget, type RequestBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import { createSignIn } from '../../src/works/sign-in.ts'
import { silentLog } from '../helpers/known-partner.ts'

export interface CollectingSettings extends Partial<Pick<CollectorSettings, 'wallClock' | 'concurrency'>> {
  /** With the variables that wire a desk to a sandbox. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** A place where a store is opened for as long, or one that is open and stays so. */
  readonly place?: StorePlace
  readonly store?: Store
  readonly rateLimit?: number
  readonly windowMs?: number
  readonly budgetOn?: (store: Store) => RequestBudget
  readonly log?: Log
  readonly more?: Partial<PartnerSettings>
}

/** A sandbox that answers as fast as it can, unless told otherwise. */
export function startWorld(customers: number, more: { rateLimit?: number; timeScale?: number } = {}) {
  return startSandbox({
    port: 0,
    customers,
    seed: 'collect',
    rateLimit: 1_000_000,
    timeScale: 1,
    deskUrl: () => '',
    ...more,
  })
}

/** A collector as the desk wires it, on a store of its own, against a sandbox. */
export async function openCollecting({
  environment,
  place,
  store: given,
  rateLimit = 1_000_000,
  windowMs = 6_000,
  wallClock = Date.now,
  log = silentLog,
  budgetOn = () => createBudget({ limit: rateLimit, wallClock: Date.now, windowMs }),
  more = {},
  ...settings
}: CollectingSettings) {
  const store = given ?? (await open(place))
  const http = openHttp()
  const around = { http, wallClock: Date.now, log }
  const signIn = createSignIn({
    ...around,
    authUrl: environment.WORKS_AUTH_URL ?? '',
    clientId: environment.WORKS_CLIENT_ID ?? '',
    clientSecret: environment.WORKS_CLIENT_SECRET ?? '',
    serviceAccount: environment.WORKS_SERVICE_ACCOUNT ?? '',
    privateKey: (environment.WORKS_PRIVATE_KEY ?? '').replaceAll('\\n', '\n'),
    scopes: environment.WORKS_SCOPES ?? '',
  })
  const budget = budgetOn(store)
  const apiUrl = environment.WORKS_API_URL ?? ''
  const partner = createPartner({
    ...around,
    apiUrl,
    signIn,
    budget,
    purpose: 'collecting',
    readMs: 150_000,
    wait: async () => {},
    ...more,
  })
  const collector = createCollector({
    store,
    partner,
    wallClock,
    clock: createBusinessClock(wallClock),
    log,
    windowMs,
    ...settings,
  })
  return {
    store,
    partner,
    collector,
    budget,
    close: async () => {
      await collector.stop()
      http.close()
      if (!given) await store.close()
    },
  }
}

async function open(place: StorePlace | undefined): Promise<Store> {
  if (!place) throw new Error('there is no store to collect into')
  const store = await openStore(place)
  await store.migrate()
  return store
}

export type CollectingDesk = Awaited<ReturnType<typeof openCollecting>>

export async function control(sandbox: Sandbox, route: string, body: object): Promise<void> {
  const reply = await fetch(`${sandbox.url}/_sandbox/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
}
