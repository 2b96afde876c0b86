import type { Operation } from './operation.ts'
import { describeBot } from './operations/describe-bot.ts'
import { describeChannel } from './operations/describe-channel.ts'
import { describeUser } from './operations/describe-user.ts'
import { listMembers } from './operations/list-members.ts'
import { createMenu, getMenu } from './operations/menu.ts'
import { sendToChannel, sendToUser } from './operations/send-message.ts'

/** The operations of the Bot API, the users and the groups that this stand-in knows. */
export const operations: readonly Operation[] = [
  sendToUser,
  sendToChannel,
  describeBot,
  describeChannel,
  createMenu,
  getMenu,
  describeUser,
  listMembers,
]
