import type { Desk } from '../commands/desk.ts'
import { withStoreNote } from '../commands/store-note.ts'
import type { Call, Reader } from '../core/call.ts'
import { type Action, type Card, card } from '../core/card.ts'
import type { DomainId } from '../core/customer.ts'
import type { DeskPorts } from '../core/desk-ports.ts'
import type { Candidate, Directory } from '../core/directory.ts'
import type { Log, Readers } from '../core/ports.ts'
import { aboutLine } from '../core/question/about.ts'
import type { CustomerNames, NameDirectory } from '../core/question/customer-names.ts'
import { type Decision, decide } from '../core/question/decide.ts'
import type { Reply, Said } from '../core/question/said.ts'
import type { Understood } from '../core/question/understood.ts'
import { askedCommand } from './asked-command.ts'
import { findNames } from './find-names.ts'
import { createFindTopics, type FindTopicsOptions } from './find-topics.ts'
import { namedIn } from './named-in.ts'
import { unsureCard } from './unsure-card.ts'
import { reportAction, wrongAction } from './wrong-action.ts'

/** Takes part in what people talk about. */
export type Conversing = Pick<DeskPorts, 'converse' | 'hears'>

interface ConversingOptions extends Pick<FindTopicsOptions, 'topics'> {
  readonly desk: Desk & Pick<DeskPorts, 'isShareable'>
  readonly understand: (text: string, names: CustomerNames) => Understood
  /** Without it, customers are known by domain ID alone. */
  readonly directory: (NameDirectory & Pick<Directory, 'find'>) | undefined
  readonly log: Log
}

/** UTF-16 units. Who writes more than this writes to somebody, and everything else is not to be read for nothing. */
const longestUnasked = 1000

/** The bot's name alone, or with a question mark. Another name or room beside it, `@` or `#`, is for others. */
const wordless = /^[\s[\p{P}--[@#]]]*$/v

/** A message, as far as it is understood. */
interface Reading {
  readonly names: CustomerNames
  readonly understood: Understood
  readonly decision: Decision
}

export function createConversing(options: ConversingOptions): Conversing {
  const { desk, understand, directory, topics, log } = options
  const findTopics = createFindTopics({ topics, log })

  async function read(said: Said): Promise<Reading> {
    const { call, isAddressed, isLookUp = false } = said
    const names = await findNames(directory, call, log)
    const understood = understand(call.text, names)
    const known = needsTopics(understood, said) ? await findTopics(said, names) : []
    return { names, understood, decision: decide(understood, { isAddressed, isLookUp, topics: known }) }
  }

  async function noteTopics(
    { call, thread, opens, isLookUp }: Said,
    customers: readonly DomainId[],
  ): Promise<void> {
    // What somebody looks up for themselves is nobody else's topic.
    if (isLonely(call) || isLookUp) return
    const places = [{ ...call, thread }, ...(opens === undefined ? [] : [{ ...call, thread: opens }])]
    const noting = places.map((place) => topics?.note(place, call.person, customers))
    await Promise.all(noting).catch((err: unknown) => {
      log.warn({ correlationId: call.correlationId, err }, 'what a talk is about could not be kept')
    })
  }

  function ask(call: Call, line: string, readers: Readers, locale: Reader['locale'] | undefined) {
    const isForRoom = call.isForRoom === true && desk.isShareable(line)
    const { isForRoom: _room, ...own } = call
    const reader = isForRoom ? readers.room : readers.person
    return desk.answer(
      { ...own, text: line, ...(isForRoom ? { isForRoom } : {}) },
      locale ? { ...reader, locale } : reader,
    )
  }

  async function answerCommand(
    said: Said,
    line: string,
    { names }: Reading,
    readers: Readers,
  ): Promise<Reply> {
    const answer = await ask(said.call, line, readers, undefined)
    if (answer.kind === 'answer') await noteTopics(said, namedIn(line, names))
    return { card: answer, line, locale: undefined }
  }

  async function answerQuestion(said: Said, reading: Reading, readers: Readers): Promise<Reply | undefined> {
    const { understood, decision } = reading
    // Who looks something up need not have written it.
    const locale = said.isLookUp ? undefined : understood.locale
    if (decision.kind === 'silence') return undefined
    if (decision.kind === 'unsure') {
      desk.noteUnclear(said.call)
      await noteTopics(said, decision.customers.length === 1 ? decision.customers : [])
      const card = await explain(said.call, reading, decision)
      const told = withStoreNote(card, readers.person)
      return { card: withFeedback(told, reportAction(said.call.text), said), line: 'help', locale }
    }
    const { about } = decision
    const line = aboutLine(about)
    const answer = await ask(said.call, line, readers, locale)
    // Nobody asked the bot, so nobody waits to hear that it does not know.
    if (!said.isAddressed && answer.kind !== 'answer') return undefined
    if (answer.kind === 'answer') await noteTopics(said, about.customers)
    const feedback = answer.kind === 'answer' ? wrongAction(said.call.text, line) : undefined
    return { card: withFeedback(answer, feedback, said), line, locale }
  }

  /** What was understood, and what could be meant. */
  async function explain(
    call: Call,
    { names, understood }: Reading,
    { customers, candidates }: Extract<Decision, { kind: 'unsure' }>,
  ): Promise<Card> {
    const known = customers.map((id) => names.withId(id) ?? withoutName(id))
    const isOpen = known.length === 0 && candidates.length === 0
    const nearest = isOpen ? await findNearest(understood.unexplained, call) : []
    return unsureCard({ understood, customers: known, candidates, nearest })
  }

  async function findNearest(words: string, { correlationId }: Call): Promise<readonly Candidate[]> {
    if (!words || !directory) return []
    try {
      const found = await directory.find(words)
      return found.kind === 'none' ? found.nearest : found.kind === 'several' ? found.candidates : []
    } catch (err) {
      log.warn({ correlationId, err }, 'customers are not searchable')
      return []
    }
  }

  return {
    async converse(said, readers) {
      if (said.isAddressed && !said.isLookUp && wordless.test(said.call.text)) {
        return { card: await ask(said.call, 'help', readers, undefined), line: 'help', locale: undefined }
      }
      const reading = await read(said)
      // Nobody commands by pointing at what another one wrote.
      const mayCommand = said.isAddressed && !said.isLookUp
      const line =
        mayCommand && askedCommand(said.call.text, reading.understood, reading.names, desk.readLine)
      return line ? answerCommand(said, line, reading, readers) : answerQuestion(said, reading, readers)
    },

    async hears(said) {
      if (said.call.text.length > longestUnasked) return false
      try {
        return (await read(said)).decision.kind === 'answer'
      } catch (err) {
        log.warn({ correlationId: said.call.correlationId, err }, 'a message could not be understood')
        return false
      }
    },
  }
}

/** Only who names nobody means those whom the talk is about, and nobody who has not spoken to the bot need be asked. */
function needsTopics({ customers, unknownIds, intents, asks, isIdle }: Understood, said: Said): boolean {
  if (customers.length > 0 || unknownIds.length > 0 || isLonely(said.call)) return false
  return said.isAddressed ? !isIdle || said.isLookUp === true : asks === 'surely' && intents.length > 0
}

/** Who looks something up need not have written it: what others write is not put on record. */
function withFeedback(answer: Card, feedback: Action | undefined, { call, isLookUp }: Said): Card {
  if (!feedback || isLookUp || isLonely(call)) return answer
  return card({ ...answer, actions: [...answer.actions, feedback] })
}

function withoutName(domainId: DomainId): Candidate {
  return { domainId, companyName: null, domain: null, customerCode: null, isGone: false }
}

/** At a terminal each question stands alone: no talk goes on there, and there is nothing to press. */
function isLonely({ platform }: Call): boolean {
  return platform === 'terminal'
}
