import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findActor, inWorkspace, mayWrite, refuse, refuseWorkspace } from './acting.ts'
import { publicMessages } from './read-history.ts'
import { findConversation, findRoom } from './rooms.ts'
import type { SlackApp } from './slack-app.ts'
import type { Workspace } from './workspace.ts'
import { editMessage, writeMessage } from './write-message.ts'

/** Slack cuts a longer text. https://docs.slack.dev/reference/methods/chat.postMessage */
const longestText = 40_000
const text = z.string().trim().min(1).max(longestText)

const messageSchema = z.strictObject({
  ...inWorkspace,
  person: z.string(),
  room: z.string(),
  text,
  thread: z.string().optional(),
})

const editSchema = z.strictObject({ ...inWorkspace, person: z.string(), message: z.string(), text })

/** `/_sandbox/slack/message` and `/edit`: what people say, which the desk hears of as events. */
export function registerWriting(app: FastifyInstance, slack: SlackApp): void {
  app.post('/_sandbox/slack/message', async (request, reply) => {
    const wish = messageSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const { text, thread } = wish.data
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const room = findRoom(workspace.team, wish.data.room)
    if (!person || !room) return refuse(reply, 'There is no such person or room.')
    if (!mayWrite(person, room)) return refuse(reply, 'This room is not open to this person.')
    if (thread !== undefined && !isRoot(room.id, thread, workspace))
      return refuse(reply, 'There is no such thread.')
    return writeMessage({ person, room, text, thread }, workspace)
  })

  app.post('/_sandbox/slack/edit', async (request, reply) => {
    const wish = editSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const previous = slack.context.messages.find(wish.data.message)
    const room = findConversation(workspace.team, previous?.room)
    const isOwn = previous?.workspace === workspace.team.id && previous.author === person?.id
    if (!person || !room || !isOwn) return refuse(reply, 'There is no such message of this person.')
    return { outcome: await editMessage({ person, room, previous, text: wish.data.text }, workspace) }
  })
}

/** A thread hangs on a message of the room itself that everybody there sees. */
function isRoot(room: string, id: string, workspace: Workspace): boolean {
  return publicMessages(workspace, room).some((message) => message.id === id && !message.thread)
}
