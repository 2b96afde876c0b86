import { z } from 'zod'
import { type ApiCall, type ApiSurroundings, callOnce, type SharedSurroundings } from '../works/api-call.ts'
import { describeReply } from '../works/describe-reply.ts'
import { parseExactJson } from '../works/exact-json.ts'
import { HttpFailure } from '../works/http-failure.ts'
import type { PersistentMenu } from './menu.ts'

/** What the operator does about the bot. Each rejects with what LINE WORKS had against it. */
export interface SetUp {
  /** What is wrong with the bot as it stands in the Developer Console, a sentence each; empty where it is in order. */
  findFaults(bot: { readonly name: string }): Promise<readonly string[]>
  registerMenu(menu: PersistentMenu): Promise<void>
}

export interface SetUpOptions extends SharedSurroundings {
  readonly botId: string
  readonly correlationId: string
}

const attemptMs = 10_000

/** https://developers.worksmobile.com/en/docs/bot-get */
const botSchema = z.object({
  botName: z.string(),
  enableCallback: z.boolean().nullish(),
  channelEvents: z.array(z.string()).nullish(),
  callbackEvents: z.array(z.string()).nullish(),
})

/** Without these the desk hears nothing, or does not greet. */
const neededEvents = ['message', 'join', 'begin']

export function createSetUp({ botId, correlationId, ...given }: SetUpOptions): SetUp {
  const around: ApiSurroundings = { ...given, attemptMs, api: 'bot', purpose: 'person' }
  const bot = `/bots/${encodeURIComponent(botId)}`

  async function call(request: Pick<ApiCall, 'operation' | 'path' | 'body'>): Promise<string> {
    const deadlineAt = around.wallClock() + attemptMs
    const reply = await callOnce(around, { ...request, correlationId, deadlineAt })
    if (reply instanceof HttpFailure) {
      throw new Error(`${request.operation}: ${reply.message}`, { cause: reply })
    }
    if (reply.status < 200 || reply.status >= 300) throw new Error(describeReply(request.operation, reply))
    return reply.text
  }

  return {
    async findFaults({ name }) {
      const text = await call({ operation: 'bot.get', path: bot })
      const found = botSchema.safeParse(parseExactJson(text)).data
      if (!found) throw new Error('bot.get: the answer is not as documented')
      const { botName, enableCallback, channelEvents, callbackEvents } = found
      const missing = channelEvents ? neededEvents.filter((event) => !channelEvents.includes(event)) : []
      return [
        ...(botName === name ? [] : [`the bot is named “${botName}”, WORKS_BOT_NAME says “${name}”`]),
        ...(enableCallback === false ? ['its callback is switched off'] : []),
        ...(missing.length > 0 ? [`its callback lacks the events ${missing.join(', ')}`] : []),
        ...(callbackEvents?.includes('text') === false ? ['its callback lacks the message type text'] : []),
      ]
    },
    async registerMenu(menu) {
      const body = JSON.stringify(menu)
      await call({ operation: 'bot.persistentmenu.create', path: `${bot}/persistentmenu`, body })
    },
  }
}
