import { findCommand, isShareable } from '../../src/commands/desk.ts'
import { errorCard } from '../../src/commands/error-card.ts'
import { createReadLine } from '../../src/commands/read-line.ts'
import type { Call } from '../../src/core/call.ts'
import { card } from '../../src/core/card.ts'
import { DeskError, type ErrorCode } from '../../src/core/errors.ts'
import { data } from '../../src/core/phrase.ts'
import type { Readers } from '../../src/core/ports.ts'
import type { Said } from '../../src/core/question/said.ts'
import { createUnderstand } from '../../src/core/question/understand.ts'
import type { Topics } from '../../src/core/topics.ts'
import { createDirectory } from '../../src/directory/mirror.ts'
import { createConversing } from '../../src/questions/conversing.ts'
import { findOption } from '../../src/text/option-names.ts'
import { ordinaryWords, questionWords } from '../../src/text/question-words.ts'
import { KnownCopies } from '../directory/known-copies.ts'
import { silentLog } from '../helpers/known-partner.ts'
import customers from './customers.json' with { type: 'json' }

const readers: Readers = {
  person: { locale: 'ja', zone: 'Asia/Tokyo' },
  room: { locale: 'ko', zone: 'Asia/Seoul' },
}

/** Messages around one thread; `@` at the beginning addresses the bot. */
export interface Line {
  readonly from?: string
  readonly text: string
  /** Null: in the room itself. */
  readonly thread?: string | null
  /** What was said in the thread before the bot heard of it. */
  readonly before?: readonly string[]
  readonly isLookUp?: boolean
  readonly opens?: string
  readonly call?: Partial<Call>
}

// Read-only, and the slowest to make.
const directory = createDirectory({
  copies: new KnownCopies(
    customers.map(({ domainId: id, companyName: name, domain, customerCode: code }) => ({
      ...{ id, name, domain, code },
    })),
  ),
  wallClock: () => 0,
  log: silentLog,
  ordinaryWords,
})
const understand = createUnderstand(questionWords)

/** What the bot makes of messages: the real lists and the real index; the answers are the lines that were asked. */
export function startTalk(topics: Topics | undefined, { isKnown = true } = {}) {
  const asked: Call[] = []
  const spokenIn: string[] = []
  const conversing = createConversing({
    desk: {
      answer: async (call, reader) => {
        asked.push(call)
        spokenIn.push(reader.locale)
        if (talk.fail) return errorCard(new DeskError(talk.fail, 'told to fail'), call)
        return card({ title: data(call.text) })
      },
      noteUnclear: () => {},
      noteRefusal: () => {},
      readLine: createReadLine(findCommand, findOption),
      isShareable,
    },
    understand,
    directory: isKnown ? directory : undefined,
    topics,
    log: silentLog,
  })

  const saidOf = ({ from = 'U1', text, thread = 't1', before = [], isLookUp, opens, call }: Line): Said => ({
    call: {
      platform: 'slack',
      workspace: 'T1',
      room: 'C1',
      person: from,
      text: text.replace(/^@\s*/, ''),
      correlationId: 'ref-1',
      ...call,
    },
    isAddressed: text.startsWith('@') || isLookUp === true,
    ...(isLookUp ? { isLookUp } : {}),
    thread,
    ...(opens ? { opens } : {}),
    readThread: async () => before,
  })

  /** What was asked of the desk; `?` and the lines of the buttons where the bot asks back; undefined: silence. */
  async function say(line: Line): Promise<string | undefined> {
    const said = saidOf(line)
    const isHeard = said.isAddressed || (await conversing.hears(said))
    const reply = isHeard ? await conversing.converse(said, readers) : undefined
    if (!reply) return undefined
    if (reply.card.kind === 'answer') return reply.line
    if (reply.card.kind === 'error') return `error: ${reply.line}`
    return ['?', ...reply.card.actions.map(({ command }) => command)].join(' | ')
  }

  const talk = {
    say,
    converse: (line: Line) => conversing.converse(saidOf(line), readers),
    asked,
    spokenIn,
    /** What the desk answers with instead. */
    fail: undefined as ErrorCode | undefined,
  }
  return talk
}
