/**
 * Understanding every message of the question sets, questions and small talk alike, among so many customers: finding
 * who is named, what is asked, and whether to answer.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decide } from '../../src/core/question/decide.ts'
import { createUnderstand } from '../../src/core/question/understand.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { ordinaryWords, questionWords } from '../../src/text/question-words.ts'
import { KnownCopies } from '../directory/known-copies.ts'
import { silentLog } from '../helpers/known-partner.ts'
import named from '../questions/customers.json' with { type: 'json' }
import type { Figure } from './figure.ts'
import { manyCustomers } from './many-customers.ts'
import { inMs, median, quantile } from './statistics.ts'

const sets = join(import.meta.dirname, '../questions')
const rounds = 5
const goalMs = 1

/** Milliseconds a message, each the median of a few rounds. */
export async function understandAll(customers: number) {
  const known = named.map(({ domainId: id, companyName: name, domain, customerCode: code }) => ({
    ...{ id, name, domain, code },
  }))
  const others = manyCustomers(customers - known.length).map((each) => ({ ...each, id: `2${each.id}` }))
  const directory = createDirectory({
    copies: new KnownCopies([...known, ...others]),
    ...{ wallClock: () => 0, log: silentLog, ordinaryWords },
  })
  const names = await directory.names()
  const understand = createUnderstand(questionWords)

  const tookMs = messages().map((text) => {
    const each = Array.from({ length: rounds }, () => {
      const begunAt = performance.now()
      decide(understand(text, names), { isAddressed: false, topics: [] })
      return performance.now() - begunAt
    })
    return median(each)
  })
  return { messages: tookMs.length, medianMs: median(tookMs), p99Ms: quantile(tookMs, 0.99) }
}

export async function measureQuestions(): Promise<Figure[]> {
  const { messages, medianMs, p99Ms } = await understandAll(10_000)
  return [
    {
      figure: `understanding a message, ${messages.toLocaleString('en')} of them, among 10,000 customers`,
      measured: `median ${inMs(medianMs)}, p99 ${inMs(p99Ms)}`,
      goal: `under ${goalMs} ms`,
      met: p99Ms < goalMs,
    },
  ]
}

function messages(): string[] {
  const questions = globSync('*/*.json', { cwd: sets }).flatMap((file) =>
    (JSON.parse(readFileSync(join(sets, file), 'utf8')) as { text: string }[]).map(({ text }) => text),
  )
  const talk = globSync('*/*.txt', { cwd: sets }).flatMap((file) =>
    readFileSync(join(sets, file), 'utf8').trim().split('\n'),
  )
  return [...questions, ...talk]
}
