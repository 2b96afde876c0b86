import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readWish, WrongWish } from '../wish.ts'
import { findActor, findWished, inWorkspace } from './acting.ts'
import type { SlackApp } from './slack-app.ts'
import { inputsOf } from './views/inputs.ts'
import { closeView, submitView } from './views/submit-view.ts'
import type { Workspace } from './workspace.ts'

const closeSchema = z.strictObject({ ...inWorkspace, person: z.string(), view: z.string() })

const submitSchema = closeSchema.extend({
  /** By the id of the block; what is left out stays as it was prefilled. */
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
})

/** `/_sandbox/slack/view…`: the dialogs that the desk has opened, and what people do with them. */
export function registerViews(app: FastifyInstance, slack: SlackApp): void {
  app.get('/_sandbox/slack/views', async () => slack.workspaces.flatMap(({ views }) => views.list()))

  app.post('/_sandbox/slack/view', async (request) => {
    const wish = readWish(submitSchema, request.body)
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const open = findOpen(wish, workspace)
    if (!person || !open) throw new WrongWish('There is no such person, or no such view before them.')
    const ids = inputsOf(open.view).map(({ block_id }) => block_id)
    const unknown = Object.keys(wish.values).find((id) => !ids.includes(id))
    if (unknown !== undefined) throw new WrongWish(`This view has no input ${unknown}.`)
    return submitView({ person, open, given: wish.values }, workspace)
  })

  app.post('/_sandbox/slack/view/close', async (request) => {
    const wish = readWish(closeSchema, request.body)
    const workspace = findWished(wish, slack)
    const person = findActor(workspace.team, wish.person)
    const open = findOpen(wish, workspace)
    if (!person || !open) throw new WrongWish('There is no such person, or no such view before them.')
    await closeView({ person, open }, workspace)
    return {}
  })
}

function findOpen({ view, person }: z.infer<typeof closeSchema>, { views }: Workspace) {
  const open = views.find(view)
  return open?.person === person ? open : undefined
}
