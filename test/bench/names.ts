/** How long it takes to find customers, among 10,000, in what people write. Memory is told with `--expose-gc`. */
import { buildCustomerNames } from '../../src/directory/customer-names.ts'
import { toCandidate, toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { copyOf } from '../directory/known-copies.ts'
import type { Figure } from './figure.ts'
import { manyCustomers, pick } from './many-customers.ts'
import { inMs, median, quantile } from './statistics.ts'

const customerCount = 10_000
const rounds = 3000
const buildRounds = 9
const buildGoalMs = 200
const partOfName = 'a part of a name'

const works: Readonly<Record<string, { readonly goalMs: number; readonly texts: readonly string[] }>> = {
  'a message that names nobody': {
    goalMs: 0.3,
    texts: [
      'おはようございます。今日のお昼はどうしますか？',
      'Did anyone see the new price list? It is in the shared folder, https://files.example.org/a/10000001',
      '내일 회의는 몇 시인가요? 자료는 공유 폴더에 있습니다.',
      '今天下午三點開會，請大家準備好資料，謝謝。',
      '桜木町のカフェ、北海道フェアをやっていて青葉がきれいでした。'.repeat(6),
    ],
  },
  'a message that names some': {
    goalMs: 0.3,
    texts: [
      '10000042のトライアルはいつまでですか？',
      'What plan is customer-77.example on, and when does C-8500 end?',
      '푸른물류 1ew는 언제 갱신되나요?',
      '晨光科技 1ez 的試用什麼時候到期？',
      'お世話になっております。株式会社ミナトデザイン 7fさんから問い合わせがあり、契約の終了日を教えてください。',
    ],
  },
  [partOfName]: {
    goalMs: 0.5,
    texts: [
      'ミナトデザイン',
      '푸른',
      'Harbor Foods',
      'logistics',
      '商事',
      '晨光',
      'nobody at all',
      'システム 7',
    ],
  },
  'a message of 5,000 characters': {
    goalMs: 20,
    texts: [
      '北海'.repeat(2500),
      'Harbor Foods '.repeat(384),
      'a.'.repeat(2500),
      '1'.repeat(5000),
      '株式会社'.repeat(1250),
    ],
  },
}

export async function measureNames(): Promise<Figure[]> {
  const { buildMs, heapMb, kinds } = searchTexts()
  const share = (one: (typeof kinds)[number]) => one.medianMs / one.goalMs
  const slowest = kinds.reduce((most, one) => (share(one) > share(most) ? one : most))
  const heap = heapMb === undefined ? '' : `, ${heapMb.toFixed(1)} MB`
  return [
    {
      figure: 'making the names of 10,000 customers ready to be found in messages',
      measured: `${inMs(buildMs)}${heap}`,
      goal: `under ${buildGoalMs} ms`,
      met: buildMs < buildGoalMs,
    },
    {
      figure: `finding them in ${slowest.kind}, which is nearest to its goal, median`,
      measured: `${inMs(slowest.medianMs)} (p99 ${inMs(slowest.p99Ms)})`,
      goal: `under ${slowest.goalMs} ms`,
      met: share(slowest) < 1,
    },
  ]
}

function searchTexts() {
  const searchables = manyCustomers(customerCount).map((customer) =>
    toSearchable(toCandidate(copyOf(customer))),
  )
  const index = buildWhoIndex(searchables)
  globalThis.gc?.()
  const heapBefore = process.memoryUsage().heapUsed
  const names = buildCustomerNames(index, new Set())
  globalThis.gc?.()
  const heapMb = globalThis.gc && (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20
  const builtMs = Array.from({ length: buildRounds }, () => {
    // New ones each time, because what names consist of is remembered with them.
    const anew = buildWhoIndex(searchables.map((one) => ({ ...one })))
    return timed(() => buildCustomerNames(anew, new Set()))
  })
  const kinds = Object.entries(works).map(([kind, { goalMs, texts }]) => {
    const search = (text: string) => (kind === partOfName ? names.withPart(text) : names.mentionedIn(text))
    const times = goalMs > 1 ? rounds / 10 : rounds
    const tookMs = Array.from({ length: times }, (_, round) => timed(() => search(pick(texts, round))))
    return { kind, goalMs, medianMs: median(tookMs), p99Ms: quantile(tookMs, 0.99) }
  })
  return { buildMs: median(builtMs), heapMb, kinds }
}

function timed(work: () => unknown): number {
  const begunAt = performance.now()
  work()
  return performance.now() - begunAt
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(searchTexts(), null, 2)}\n`)
