import type { WallClock } from '../../core/ports.ts'
import type { Kept } from '../../inbox/kept.ts'
import type { Conclusion, Thought } from './conclusion.ts'
import { type Heard, writeHeard } from './heard.ts'
import { createPatience, type Wait } from './patience.ts'
import type { Found, Posting } from './posting.ts'
import { type Wording, wordReply } from './worded.ts'

export interface ChangingOptions {
  readonly posting: Posting
  readonly think: (heard: Heard) => Promise<Thought>
  /** Answers it as a message that nobody has received so far. False where somebody has. */
  readonly answerAsNew: (heard: Heard) => Promise<boolean>
  readonly words: Wording
  readonly wait: Wait
  readonly wallClock: WallClock
}

/** The first answer may be on its way from another process: after so long each it is looked for once more. */
const lookAgainAfterMs = [3_000, 6_000]

/**
 * Answers a changed message in the place of its answer. Where the message itself never came, or spoke to nobody before
 * the change, the changed one is answered in its stead. Otherwise nothing is posted for it: what was not answered, or
 * to the asker alone, stays so, and an answer that a changed room or question leaves nothing to say for stays as it is.
 */
export function createChanging(options: ChangingOptions) {
  const { posting, think, answerAsNew, words, wait, wallClock } = options
  const patienceNow = () => createPatience(wait, wallClock)
  const unchanged: Conclusion = { outcome: 'unchanged', delivery: 'answered' }

  async function findAnswer(heard: Heard): Promise<Found | 'answered'> {
    const patience = patienceNow()
    let found = await posting.find(heard, patience)
    if (found.result === 'absent' && heard.isAddressed && (await answerAsNew(heard))) return 'answered'
    for (const ms of lookAgainAfterMs) {
      if (found.result !== 'absent' || !(await patience(ms))) break
      found = await posting.find(heard, patience)
    }
    return found
  }

  return async (kept: Kept, heard: Heard): Promise<Conclusion> => {
    const found = await findAnswer(heard)
    if (found === 'answered' || isOlder(heard, found)) return unchanged
    if (found.result === 'unknown') return { outcome: 'unchanged', delivery: 'failed' }
    if (found.result === 'absent') return unchanged
    const thought = await think(heard)
    if (!('reply' in thought)) return { ...unchanged, outcome: thought.outcome }
    if (!thought.reply) return unchanged
    const { outcome, forThread } = wordReply(thought.reply, thought, heard, words)
    if (!forThread || !(await posting.isOurs.now(heard))) return unchanged
    // Another process may have answered later words meanwhile.
    if (isOlder(heard, await posting.find(heard, patienceNow()))) return unchanged
    if (!(await kept.maySend(writeHeard(heard)))) return { outcome, delivery: undefined }
    return { outcome, delivery: await posting.change(heard, found.messageId, forThread) }
  }
}

/** Whether the answer is to words that came later: Slack does not keep to the order. */
function isOlder({ changedTs }: Heard, found: Found): boolean {
  const answered = found.result === 'found' ? found.changedTs : undefined
  return answered !== undefined && Number(changedTs) <= Number(answered)
}
