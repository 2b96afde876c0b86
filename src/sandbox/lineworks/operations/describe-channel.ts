import { jsonAnswer } from '../../answer.ts'
import { accessDenied } from '../../works-api/api-error.ts'
import { writeJson } from '../../world/wire-row.ts'
import type { Operation } from '../operation.ts'
import { findChannel } from '../rooms.ts'

/** https://developers.worksmobile.com/en/docs/bot-channel-get */
export const describeChannel: Operation = {
  name: 'bot.channels.get',
  method: 'GET',
  path: '/bots/:botId/channels/:channelId',
  scopes: ['bot', 'bot.message', 'bot.read'],
  answer({ params: { channelId = '' } }, tenant) {
    const room = findChannel(channelId)
    if (!room || !tenant.hasBot(room)) return accessDenied
    const { domainId, name: title, kind } = room
    const channelType = { type: kind === 'direct' ? 'SINGLE_USER' : 'MULTI_USERS' }
    return jsonAnswer(writeJson({ domainId, channelId: room.channelId, title, channelType }))
  },
}
