import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { readWish, tellOfWrongWishes, WrongWish } from '../wish.ts'
import { findWished, inWorkspace } from './acting.ts'
import type { SlackApp } from './slack-app.ts'
import { uninstall } from './uninstall.ts'

const tokensSchema = z.strictObject({ ...inWorkspace, expire: z.literal(true) })
const uninstallSchema = z.strictObject(inWorkspace)

/** `/_sandbox/slack/tokens` and `/uninstall`: what becomes of an install. */
export function registerInstalling(app: FastifyInstance, slack: SlackApp): void {
  app.removeContentTypeParser('text/plain')
  tellOfWrongWishes(app)

  app.post('/_sandbox/slack/tokens', async (request) => {
    const wish = readWish(tokensSchema, request.body)
    const workspace = findWished(wish, slack)
    workspace.installation.expire()
    return {}
  })

  app.post('/_sandbox/slack/uninstall', async (request) => {
    const wish = readWish(uninstallSchema, request.body)
    const workspace = findWished(wish, slack)
    if (!workspace.installation.isInstalled) throw new WrongWish('The desk is not installed there.')
    return { outcome: await uninstall(workspace) }
  })
}
