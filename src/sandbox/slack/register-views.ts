import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findActor, inWorkspace, refuse, refuseWorkspace } from './acting.ts'
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

  app.post('/_sandbox/slack/view', async (request, reply) => {
    const wish = submitSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const open = findOpen(wish.data, workspace)
    if (!person || !open) return refuse(reply, 'There is no such person, or no such view before them.')
    const ids = inputsOf(open.view).map(({ block_id }) => block_id)
    const unknown = Object.keys(wish.data.values).find((id) => !ids.includes(id))
    if (unknown !== undefined) return refuse(reply, `This view has no input ${unknown}.`)
    return submitView({ person, open, given: wish.data.values }, workspace)
  })

  app.post('/_sandbox/slack/view/close', async (request, reply) => {
    const wish = closeSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    const person = findActor(workspace.team, wish.data.person)
    const open = findOpen(wish.data, workspace)
    if (!person || !open) return refuse(reply, 'There is no such person, or no such view before them.')
    await closeView({ person, open }, workspace)
    return {}
  })
}

function findOpen({ view, person }: z.infer<typeof closeSchema>, { views }: Workspace) {
  const open = views.find(view)
  return open?.person === person ? open : undefined
}
