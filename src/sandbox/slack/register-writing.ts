import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readWish, WrongWish } from '../wish.ts'
import { findActor, findWished, inWorkspace, mayWrite } from './acting.ts'
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
  app.post('/_sandbox/slack/message', async (request) => {
    const wish = readWish(messageSchema, request.body)
    const { text, thread } = wish
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const room = findRoom(workspace.team, wish.room)
    if (!person || !room) throw new WrongWish('There is no such person or room.')
    if (!mayWrite(person, room)) throw new WrongWish('This room is not open to this person.')
    if (thread !== undefined && !isRoot(room.id, thread, workspace))
      throw new WrongWish('There is no such thread.')
    return writeMessage({ person, room, text, thread }, workspace)
  })

  app.post('/_sandbox/slack/edit', async (request) => {
    const wish = readWish(editSchema, request.body)
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const previous = slack.context.messages.find(wish.message)
    const room = findConversation(workspace.team, previous?.room)
    const isOwn = previous?.workspace === workspace.team.id && previous.author === person?.id
    if (!person || !room || !isOwn) throw new WrongWish('There is no such message of this person.')
    return { outcome: await editMessage({ person, room, previous, text: wish.text }, workspace) }
  })
}

/** A thread hangs on a message of the room itself that everybody there sees. */
function isRoot(room: string, id: string, workspace: Workspace): boolean {
  return publicMessages(workspace, room).some((message) => message.id === id && !message.thread)
}
