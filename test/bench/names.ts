import { buildCustomerNames } from '../../src/directory/customer-names.ts'
import { toCandidate, toSearchable } from '../../src/directory/searchable.ts'
import { buildWhoIndex } from '../../src/directory/who-index.ts'
import { copyOf } from '../directory/known-copies.ts'
import { manyCustomers, pick } from './many-customers.ts'

/**
 * How long it takes to find customers, among 10,000, in what people write; the goals are 0.3 ms for a message, 0.5 ms
 * for a part of a name and 200 ms for making ready, all at the median; memory is told with `--expose-gc`.
 */
const customerCount = 10_000
const rounds = 3000
const buildRounds = 9
const buildGoalMs = 200

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
  'a part of a name': {
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

const searchables = manyCustomers(customerCount).map((customer) =>
  toSearchable(toCandidate(copyOf(customer))),
)
const index = buildWhoIndex(searchables)
const builtMs: number[] = []
globalThis.gc?.()
const heapBefore = process.memoryUsage().heapUsed
const names = buildCustomerNames(index, new Set())
globalThis.gc?.()
const heapMb = (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20
for (let round = 0; round < buildRounds; round += 1) {
  // New ones each time, because what names consist of is remembered with them.
  const anew = buildWhoIndex(searchables.map((one) => ({ ...one })))
  const begunAt = performance.now()
  buildCustomerNames(anew, new Set())
  builtMs.push(performance.now() - begunAt)
}
builtMs.sort((a, b) => a - b)
const buildMs = builtMs[buildRounds >> 1] ?? 0
const memory = globalThis.gc ? `, ${heapMb.toFixed(1)} MB` : ''
process.stdout.write(
  `made ready: median ${buildMs.toFixed(0)} ms, at most ${builtMs.at(-1)?.toFixed(0)} ms${memory}\n`,
)

let isWithinGoal = buildMs < buildGoalMs
for (const [kind, { goalMs, texts }] of Object.entries(works)) {
  const tookMs: number[] = []
  for (let round = 0; round < (goalMs > 1 ? rounds / 10 : rounds); round += 1) {
    const text = pick(texts, round)
    const begunAt = performance.now()
    if (kind === 'a part of a name') names.withPart(text)
    else names.mentionedIn(text)
    tookMs.push(performance.now() - begunAt)
  }
  tookMs.sort((a, b) => a - b)
  const at = (share: number) => tookMs[Math.floor(share * (tookMs.length - 1))] ?? 0
  isWithinGoal &&= at(0.5) < goalMs
  process.stdout.write(`${kind}: median ${at(0.5).toFixed(3)} ms, p99 ${at(0.99).toFixed(3)} ms\n`)
}
process.exitCode = isWithinGoal ? 0 : 1
