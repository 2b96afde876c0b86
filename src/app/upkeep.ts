import { within } from '../async/within.ts'
import type { Log } from '../core/ports.ts'
import type { Digesting } from '../digests/digesting.ts'
import { createAuditRows } from '../storage/audit.ts'
import { createMarks } from '../storage/marks.ts'
import type { Store } from '../storage/store.ts'
import { createTopics } from '../storage/topics.ts'
import { createWrongAnswers } from '../storage/wrong-answers.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** A year, and time to look into what was asked, or seen to, at its beginning. */
const yearMs = 400 * dayMs
/** As long as a thread is remembered. */
const topicsMs = 30 * dayMs
/** Word lists are looked after every few weeks. */
const wrongAnswersMs = 90 * dayMs
/** What is not cleared away by then is so at the next start. */
const lastPruneMs = 1_000

/** Clears away what the store has kept for long enough: now, and then every hour. */
export function startUpkeep(
  { store, digesting }: { store: Pick<Store, 'db'>; digesting: Pick<Digesting, 'prune'> | undefined },
  log: Log,
): { stop(): Promise<void> } {
  const audit = createAuditRows(store.db)
  const marks = createMarks(store.db)
  const topics = createTopics(store.db)
  const wrongAnswers = createWrongAnswers(store.db)

  async function prune(): Promise<void> {
    const complain = (what: string) => (err: unknown) =>
      log.warn({ err }, `${what} could not be cleared away`)
    await audit.prune(yearMs).catch(complain('old audit rows'))
    await marks.prune(yearMs).catch(complain('old marks'))
    await topics.prune(topicsMs).catch(complain('what talk was about'))
    await wrongAnswers.prune(wrongAnswersMs).catch(complain('old questions'))
    await digesting?.prune().catch(complain('old digests'))
  }

  let pruning = prune()
  const timer = setInterval(() => {
    pruning = prune()
  }, hourMs)
  return {
    async stop() {
      clearInterval(timer)
      await within(lastPruneMs, pruning)
    },
  }
}
