import Fastify from 'fastify'
import { isCommand, isShareable } from '../../src/commands/desk.ts'
import type { Call, Reader } from '../../src/core/call.ts'
import { type Card, card } from '../../src/core/card.ts'
import type { DeskPorts } from '../../src/core/desk-ports.ts'
import type { Inbox } from '../../src/core/inbox.ts'
import { data, say as phrase } from '../../src/core/phrase.ts'
import type { Readers } from '../../src/core/ports.ts'
import type { Said } from '../../src/core/question/said.ts'
import { createLineWorks, type LineWorksOptions } from '../../src/lineworks/app.ts'
import { say, speak } from '../../src/text/speak.ts'
import { createBudget } from '../../src/works/budget.ts'
import { openHttp } from '../../src/works/http.ts'
import type { SignIn } from '../../src/works/sign-in.ts'
import { recordSecrets } from '../helpers/log-record.ts'
import { createCollectedLog } from '../works/collected-log.ts'
import { botId, noon, person, secret, sign } from './events.ts'
import { startStandIn } from './stand-in.ts'

/** An answer that says what was asked, with a button whose words tell the language. */
export function echo({ text, fresh }: Call): Card {
  return card({
    title: data(`Asked: ${text}${fresh ? ' (fresh)' : ''}`),
    lead: phrase('help.lead'),
    actions: [
      { kind: 'open', label: phrase('action.options'), command: 'options 1' },
      { kind: 'refresh', label: phrase('action.refresh'), command: text },
    ],
  })
}

/** Numbered tokens; each renewal gives the next. */
function createTokens(): SignIn {
  let count = 1
  return {
    token: async () => `token-${count}`,
    renew: async (stale) => {
      if (stale === `token-${count}`) count += 1
      return `token-${count}`
    },
  }
}

export type GivenOptions = Partial<Omit<LineWorksOptions, 'inbox'>>

/** Takes every message for a command line, and has it answered as the desk does. */
function asCommand(answer: DeskPorts['answer']): DeskPorts['converse'] {
  return async ({ call: { isForRoom: isHeard, ...call } }, readers) => {
    const line = call.text.replace(/^[/／]/, '')
    const isForRoom = isHeard === true && isShareable(line)
    const reader = isForRoom ? readers.room : readers.person
    const card = await answer({ ...call, text: line, ...(isForRoom ? { isForRoom } : {}) }, reader)
    return { card, line, locale: undefined }
  }
}

/**
 * The desk's LINE WORKS side on a real server, with a stand-in for LINE WORKS and an `answer` from the test. What is
 * typed is taken for commands, unless the test gives a `converse`.
 */
export async function startLineWorksDesk(inbox: Inbox, given: GivenOptions = {}) {
  const standIn = await startStandIn()
  recordSecrets([secret])
  standIn.users.set(person, {
    userId: person,
    locale: 'ja_JP',
    timeZone: 'Asia/Tokyo',
    userName: { lastName: '山田', firstName: '花子' },
  })
  const log = createCollectedLog()
  const calls: { call: Call; reader: Reader }[] = []
  const heard: { said: Said; readers: Readers }[] = []
  const refusals: Call[] = []
  const http = openHttp()
  const wallClock = given.wallClock ?? (() => noon)
  const answer = async (call: Call, reader: Reader) => {
    calls.push({ call, reader })
    return given.answer ? given.answer(call, reader) : echo(call)
  }
  const converse = given.converse ?? asCommand(answer)
  const options: LineWorksOptions = {
    bot: { id: botId, secret, name: 'Partner Desk', allowedDomains: undefined },
    apiUrl: standIn.apiUrl,
    http,
    signIn: createTokens(),
    budget: createBudget({ limit: 240, wallClock }),
    inbox,
    allowedPeople: undefined,
    // Nobody has chosen a language: the profile decides, and the room follows the one who speaks.
    findReaders: async (_of, { locale, zone }) => {
      const reader = { locale: locale ?? 'en', zone }
      return { person: reader, room: reader }
    },
    speak,
    say,
    isShareable,
    isCommand,
    noteRefusal: (call) => refusals.push(call),
    defaultReader: { locale: 'en', zone: 'UTC' },
    wallClock,
    log,
    hears: async () => false,
    ...given,
    answer,
    converse: async (said, readers) => {
      heard.push({ said, readers })
      return converse(said, readers)
    },
  }
  const lineWorks = createLineWorks(options)
  const server = Fastify({ forceCloseConnections: true })
  server.register(lineWorks.plugin)
  const url = `${await server.listen({ host: '127.0.0.1', port: 0 })}/lineworks/callback`

  /** Posts bytes with these headers, signed as they should be where none say otherwise. */
  async function post(body: string | Buffer, headers: Record<string, string | undefined> = {}) {
    const usual = {
      'Content-Type': 'application/json; charset=UTF-8',
      'X-WORKS-BotId': botId,
      'X-WORKS-Signature': sign(body),
    }
    const all = Object.entries({ ...usual, ...headers }).filter(([, value]) => value !== undefined)
    const response = await fetch(url, {
      method: 'POST',
      body: typeof body === 'string' ? body : new Uint8Array(body),
      headers: all as [string, string][],
    })
    return { status: response.status, text: await response.text() }
  }

  return {
    standIn,
    lineWorks,
    http,
    log,
    /** What was asked as a command line, by button or typed. */
    calls,
    /** What was typed. */
    heard,
    refusals,
    post,
    callback: (event: object) => post(JSON.stringify(event)),
    /** Sends an event and waits until everything that it led to is over. */
    async settle(event: object) {
      const { status } = await post(JSON.stringify(event))
      if (status !== 200) throw new Error(`answered with ${status}`)
      if (!(await lineWorks.settled(10_000))) throw new Error('something is still under way')
    },
    async close() {
      await lineWorks.leave()
      await server.close()
      standIn.dropHung()
      http.close()
      await lineWorks.settled(5_000)
      await standIn.close()
    },
  }
}

export type LineWorksDesk = Awaited<ReturnType<typeof startLineWorksDesk>>
