import { eventually } from '../chaos/eventually.ts'
import { freePort, isReady, run, until } from '../helpers/processes.ts'

/** A desk on a sandbox and a store of its own. */
export interface PicturedDesk {
  /** Of the sandbox. */
  readonly url: string
  /** Posts to `/_sandbox/ROUTE`. */
  control(route: string, body: object): Promise<void>
  /** Begins everybody's room with the bot in LINE WORKS, and forgets how it greeted them. */
  greeted(): Promise<void>
  /** Resolves once all customers have been read. */
  copied(): Promise<void>
  stop(): Promise<void>
}

/** The same customers in every run; only their dates go by the day. */
const seed = 'partner-desk'
/** With the sandbox's own limit the copy of all customers would take a minute after each move of the clock. */
const limit = '100000'
const patienceMs = 60_000

export async function startDesk(): Promise<PicturedDesk> {
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const desk = run('src/main.ts', ['serve'], {
    ...{ PORT: String(port), SANDBOX_PORT: String(sandboxPort), SANDBOX_SEED: seed },
    ...{ SANDBOX_RATE_LIMIT: limit, WORKS_RATE_LIMIT: limit },
  })
  const own = `http://127.0.0.1:${port}`
  const url = `http://127.0.0.1:${sandboxPort}`
  await until(desk, () => isReady(own))

  const read = async (route: string) => (await fetch(`${url}/_sandbox/${route}`)).json()
  const control: PicturedDesk['control'] = async (route, body) => {
    const reply = await fetch(`${url}/_sandbox/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!reply.ok) throw new Error(`${route}: ${reply.status} ${await reply.text()}`)
  }

  return {
    url,
    control,
    async greeted() {
      const { people } = (await read('lineworks')) as { people: { id: string; kind: string }[] }
      const members = people.filter(({ kind }) => kind === 'member')
      for (const { id } of members) await control('lineworks/begin', { person: id })
      const isGreeted = async () => ((await read('messages')) as unknown[]).length === members.length
      if (!(await eventually(patienceMs, isGreeted))) throw new Error('somebody was not greeted')
      await control('messages', { clear: true })
    },
    async copied() {
      const isCopied = async () => {
        const figures = await (await fetch(`${own}/metrics`)).text()
        return (
          /^partner_desk_copy_waiting_customers 0$/m.test(figures) &&
          figures.includes('\npartner_desk_copy_last_pass_age_seconds ')
        )
      }
      if (!(await eventually(patienceMs, isCopied))) throw new Error('the customers were not read')
    },
    async stop() {
      await desk.stop()
    },
  }
}
