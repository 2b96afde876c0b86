import { jsonAnswer } from '../../answer.ts'
import { writeJson } from '../../world/wire-row.ts'
import type { Operation } from '../operation.ts'
import { people } from '../people.ts'
import { botName } from '../rooms.ts'

/** https://developers.worksmobile.com/en/docs/bot-get */
export const describeBot: Operation = {
  name: 'bot.get',
  method: 'GET',
  path: '/bots/:botId',
  scopes: ['bot', 'bot.read'],
  answer: (_request, { context: { deskUrl, secrets } }) =>
    jsonAnswer(
      writeJson({
        botId: BigInt(secrets.worksBotId),
        botName,
        photoUrl: 'https://sunrise.example/partner-desk.png',
        description: 'Answers about customers',
        administrators: people.slice(0, 1).map(({ id }) => id),
        subadministrators: [],
        allowDomains: [...new Set(people.map(({ domainId }) => domainId))],
        enableCallback: true,
        callbackEvents: ['text', 'location', 'sticker', 'image', 'file', 'audio', 'video'],
        callbackUrl: `${deskUrl()}/lineworks/callback`,
        enableGroupJoin: true,
      }),
    ),
}
