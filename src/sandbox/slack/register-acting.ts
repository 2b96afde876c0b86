import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readWish, tellOfWrongWishes, WrongWish } from '../wish.ts'
import { findActor, findWished, inWorkspace, mayWrite } from './acting.ts'
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
  tellOfWrongWishes(app)
  registerViews(app, slack)
  registerWriting(app, slack)

  app.get('/_sandbox/slack', async (request) => {
    const place = readWish(placeSchema, request.query)
    const workspace = findWished(place, slack)
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

  app.post('/_sandbox/slack/command', async (request) => {
    const wish = readWish(commandSchema, request.body)
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const room = findRoom(workspace.team, wish.room)
    if (!person || !room) throw new WrongWish('There is no such person or room.')
    if (room.person !== undefined && room.person !== person.id)
      throw new WrongWish('This room is another person’s.')
    return { outcome: await runCommand({ person, room, text: wish.text }, workspace) }
  })

  app.post('/_sandbox/slack/action', async (request) => {
    const wish = readWish(actionSchema, request.body)
    const { actionId, blockId } = wish
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const message = slack.context.messages.find(wish.message)
    const isSeen =
      message?.workspace === workspace.team.id && (!message.ephemeral || message.person === person?.id)
    if (!person || !isSeen) throw new WrongWish('There is no such person, or no such message for them.')
    const button = findButton(message, actionId, blockId)
    if (!button) throw new WrongWish('There is no such button in this message.')
    return { outcome: await pressButton({ person, message, button }, workspace) }
  })

  app.post('/_sandbox/slack/shortcut', async (request) => {
    const wish = readWish(shortcutSchema, request.body)
    const { callbackId } = wish
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const message = slack.context.messages.find(wish.message)
    const room = findConversation(workspace.team, message?.room)
    // What one person alone sees has no menu in Slack.
    if (!person || !message || message.ephemeral || !room || !mayWrite(person, room))
      throw new WrongWish('There is no such person, or no such message for them.')
    const registered = slack.context.slackShortcuts
    const isKnown = registered?.some((shortcut) => shortcut.callbackId === callbackId) ?? true
    if (!isKnown || !workspace.installation.isInstalled) throw new WrongWish('There is no such shortcut.')
    return { outcome: await useShortcut({ person, room, message, callbackId }, workspace) }
  })
}
