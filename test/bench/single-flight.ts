/** What a hundred people who ask the same at once cost of LINE WORKS' request limit. */
import { makeDataDir } from '../helpers/store-places.ts'
import { collectAll, startServe } from './desk.ts'
import type { Figure } from './figure.ts'
import { askFor, load } from './load.ts'
import { startOutside } from './outside.ts'
import { tidily } from './tidily.ts'

const people = 100

/** Counts what the desk itself tells Prometheus, over all of its requests, whoever made them. */
export function measureSingleFlight(): Promise<Figure[]> {
  return tidily(async ({ begun, place }) => {
    const outside = begun(await startOutside())
    const { dataDir } = place(await makeDataDir())
    const environment = { ...outside.environment, DATA_DIR: dataDir }
    const desk = begun(await startServe(environment))
    // The copy is read aside from what people ask for, so that nothing of this customer is known to them.
    await collectAll(environment)
    const before = await countCalls(desk.url)
    await load(desk.url, await askFor('10000001', outside), { connections: people, amount: people })
    const after = await countCalls(desk.url)
    const more = [...after].flatMap(([operation, count]) => {
      const calls = count - (before.get(operation) ?? 0)
      return calls > 0 ? [{ operation, calls }] : []
    })
    return [
      {
        figure: `Partner API calls for ${people} simultaneous \`/customer\` of one customer, by operation`,
        measured: more.map(({ operation, calls }) => `${operation} ${calls}`).join(', '),
        goal: 'exactly 1 each',
        met: more.length > 0 && more.every(({ calls }) => calls === 1),
      },
    ]
  })
}

/** Requests to the Partner API since the process began, by operation. */
async function countCalls(url: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  const figures = await (await fetch(`${url}/metrics`)).text()
  for (const [, labels = '', count] of figures.matchAll(
    /^partner_desk_api_call_seconds_count\{(.*)\} (\d+)$/gm,
  )) {
    const operation = /operation="(.*?)"/.exec(labels)?.[1]
    if (!operation || !labels.includes('api="partner"')) continue
    counts.set(operation, (counts.get(operation) ?? 0) + Number(count))
  }
  return counts
}
