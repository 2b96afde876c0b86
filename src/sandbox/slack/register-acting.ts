import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findActor, mayWrite, refuse } from './acting.ts'
import { deskBot, people, slackbot } from './people.ts'
import { findButton, pressButton } from './press-button.ts'
import { registerViews } from './register-views.ts'
import { registerWriting } from './register-writing.ts'
import { findConversation, findRoom, rooms } from './rooms.ts'
import { runCommand } from './run-command.ts'
import { useShortcut } from './use-shortcut.ts'
import { teamName, type Workspace } from './workspace.ts'

const commandSchema = z.strictObject({
  person: z.string(),
  room: z.string(),
  text: z.string().trim().startsWith('/'),
})

const actionSchema = z.strictObject({
  person: z.string(),
  message: z.string(),
  actionId: z.string(),
  blockId: z.string().optional(),
})

const shortcutSchema = z.strictObject({
  person: z.string(),
  message: z.string(),
  callbackId: z.string().min(1),
})

/** `/_sandbox/slack…`: typing and pressing for a person of the sandbox. Takes `application/json` only. */
export function registerActing(app: FastifyInstance, workspace: Workspace): void {
  app.removeContentTypeParser('text/plain')
  registerViews(app, workspace)
  registerWriting(app, workspace)

  app.get('/_sandbox/slack', async () => ({
    team: { id: workspace.teamId, name: teamName },
    bot: deskBot,
    slackbot,
    people,
    rooms,
    slashCommands: workspace.context.slashCommands,
    shortcuts: workspace.context.slackShortcuts,
  }))

  app.post('/_sandbox/slack/command', async (request, reply) => {
    const wish = commandSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const person = findActor(wish.data.person)
    const room = findRoom(wish.data.room)
    if (!person || !room) return refuse(reply, 'There is no such person or room.')
    if (room.person !== undefined && room.person !== person.id)
      return refuse(reply, 'This room is another person’s.')
    return { outcome: await runCommand({ person, room, text: wish.data.text }, workspace) }
  })

  app.post('/_sandbox/slack/action', async (request, reply) => {
    const wish = actionSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const { actionId, blockId } = wish.data
    const person = findActor(wish.data.person)
    const message = workspace.context.messages.find(wish.data.message)
    const isSeen = message?.platform === 'slack' && (!message.ephemeral || message.person === person?.id)
    if (!person || !isSeen) return refuse(reply, 'There is no such person, or no such message for them.')
    const button = findButton(message, actionId, blockId)
    if (!button) return refuse(reply, 'There is no such button in this message.')
    return { outcome: await pressButton({ person, message, button }, workspace) }
  })

  app.post('/_sandbox/slack/shortcut', async (request, reply) => {
    const wish = shortcutSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const { callbackId } = wish.data
    const person = findActor(wish.data.person)
    const message = workspace.context.messages.find(wish.data.message)
    const room = findConversation(message?.room)
    // What one person alone sees has no menu in Slack.
    if (!person || !message || message.ephemeral || !room || !mayWrite(person, room))
      return refuse(reply, 'There is no such person, or no such message for them.')
    const registered = workspace.context.slackShortcuts
    if (registered && !registered.some((shortcut) => shortcut.callbackId === callbackId))
      return refuse(reply, 'There is no such shortcut.')
    return { outcome: await useShortcut({ person, room, message, callbackId }, workspace) }
  })
}
