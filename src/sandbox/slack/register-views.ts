import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { findActor, refuse } from './acting.ts'
import { inputsOf } from './views/inputs.ts'
import { closeView, submitView } from './views/submit-view.ts'
import type { Workspace } from './workspace.ts'

const closeSchema = z.strictObject({ person: z.string(), view: z.string() })

const submitSchema = closeSchema.extend({
  /** By the id of the block; what is left out stays as it was prefilled. */
  values: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
})

/** `/_sandbox/slack/view…`: the dialogs that the desk has opened, and what people do with them. */
export function registerViews(app: FastifyInstance, workspace: Workspace): void {
  const { views } = workspace
  const findOpen = (id: string, person: string) => {
    const open = views.find(id)
    return open?.person === person ? open : undefined
  }

  app.get('/_sandbox/slack/views', async () => views.list())

  app.post('/_sandbox/slack/view', async (request, reply) => {
    const wish = submitSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const person = findActor(wish.data.person)
    const open = findOpen(wish.data.view, wish.data.person)
    if (!person || !open) return refuse(reply, 'There is no such person, or no such view before them.')
    const ids = inputsOf(open.view).map(({ block_id }) => block_id)
    const unknown = Object.keys(wish.data.values).find((id) => !ids.includes(id))
    if (unknown !== undefined) return refuse(reply, `This view has no input ${unknown}.`)
    return submitView({ person, open, given: wish.data.values }, workspace)
  })

  app.post('/_sandbox/slack/view/close', async (request, reply) => {
    const wish = closeSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const person = findActor(wish.data.person)
    const open = findOpen(wish.data.view, wish.data.person)
    if (!person || !open) return refuse(reply, 'There is no such person, or no such view before them.')
    await closeView({ person, open }, workspace)
    return {}
  })
}
