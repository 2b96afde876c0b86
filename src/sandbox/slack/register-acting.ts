import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findActor, inWorkspace, mayWrite, refuse, refuseWorkspace } from './acting.ts'
import { slackbot } from './people.ts'
import { findButton, pressButton } from './press-button.ts'
import { registerViews } from './register-views.ts'
import { registerWriting } from './register-writing.ts'
import { findConversation, findRoom } from './rooms.ts'
import { runCommand } from './run-command.ts'
import type { SlackApp } from './slack-app.ts'
import { useShortcut } from './use-shortcut.ts'

const placeSchema = z.strictObject(inWorkspace)

const commandSchema = z.strictObject({
  ...inWorkspace,
  person: z.string(),
  room: z.string(),
  text: z.string().trim().startsWith('/'),
})

const actionSchema = z.strictObject({
  ...inWorkspace,
  person: z.string(),
  message: z.string(),
  actionId: z.string(),
  blockId: z.string().optional(),
})

const shortcutSchema = z.strictObject({
  ...inWorkspace,
  person: z.string(),
  message: z.string(),
  callbackId: z.string().min(1),
})

/** `/_sandbox/slack…`: typing and pressing for a person of the sandbox. Takes `application/json` only. */
export function registerActing(app: FastifyInstance, slack: SlackApp): void {
  app.removeContentTypeParser('text/plain')
  registerViews(app, slack)
  registerWriting(app, slack)

  app.get('/_sandbox/slack', async (request, reply) => {
    const place = placeSchema.safeParse(request.query)
    if (!place.success) return refuse(reply, z.prettifyError(place.error))
    const workspace = slack.find(place.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const { id, name, bot, people, rooms, userGroups } = workspace.team
    return {
      team: { id, name },
      workspaces: slack.workspaces.map(({ team, installation: { isInstalled } }) => ({
        ...{ id: team.id, name: team.name, isInstalled },
      })),
      bot,
      slackbot,
      people,
      rooms,
      userGroups,
      slashCommands: slack.context.slashCommands,
      shortcuts: slack.context.slackShortcuts,
    }
  })

  app.post('/_sandbox/slack/command', async (request, reply) => {
    const wish = commandSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const room = findRoom(workspace.team, wish.data.room)
    if (!person || !room) return refuse(reply, 'There is no such person or room.')
    if (room.person !== undefined && room.person !== person.id)
      return refuse(reply, 'This room is another person’s.')
    return { outcome: await runCommand({ person, room, text: wish.data.text }, workspace) }
  })

  app.post('/_sandbox/slack/action', async (request, reply) => {
    const wish = actionSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const { actionId, blockId } = wish.data
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const message = slack.context.messages.find(wish.data.message)
    const isSeen =
      message?.workspace === workspace.team.id && (!message.ephemeral || message.person === person?.id)
    if (!person || !isSeen) return refuse(reply, 'There is no such person, or no such message for them.')
    const button = findButton(message, actionId, blockId)
    if (!button) return refuse(reply, 'There is no such button in this message.')
    return { outcome: await pressButton({ person, message, button }, workspace) }
  })

  app.post('/_sandbox/slack/shortcut', async (request, reply) => {
    const wish = shortcutSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const { callbackId } = wish.data
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const message = slack.context.messages.find(wish.data.message)
    const room = findConversation(workspace.team, message?.room)
    // What one person alone sees has no menu in Slack.
    if (!person || !message || message.ephemeral || !room || !mayWrite(person, room))
      return refuse(reply, 'There is no such person, or no such message for them.')
    const registered = slack.context.slackShortcuts
    const isKnown = registered?.some((shortcut) => shortcut.callbackId === callbackId) ?? true
    if (!isKnown || !workspace.installation.isInstalled) return refuse(reply, 'There is no such shortcut.')
    return { outcome: await useShortcut({ person, room, message, callbackId }, workspace) }
  })
}
