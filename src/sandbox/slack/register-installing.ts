import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { inWorkspace, refuse, refuseWorkspace } from './acting.ts'
import type { SlackApp } from './slack-app.ts'
import { uninstall } from './uninstall.ts'

const tokensSchema = z.strictObject({ ...inWorkspace, expire: z.literal(true) })
const uninstallSchema = z.strictObject(inWorkspace)

/** `/_sandbox/slack/tokens` and `/uninstall`: what becomes of an install. */
export function registerInstalling(app: FastifyInstance, slack: SlackApp): void {
  app.removeContentTypeParser('text/plain')

  app.post('/_sandbox/slack/tokens', async (request, reply) => {
    const wish = tokensSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    workspace.installation.expire()
    return {}
  })

  app.post('/_sandbox/slack/uninstall', async (request, reply) => {
    const wish = uninstallSchema.safeParse(request.body)
    if (!wish.success) return refuse(reply, z.prettifyError(wish.error))
    const workspace = slack.find(wish.data.workspace)
    if (!workspace) return refuseWorkspace(reply)
    if (!workspace.installation.isInstalled) return refuse(reply, 'The desk is not installed there.')
    return { outcome: await uninstall(workspace) }
  })
}
