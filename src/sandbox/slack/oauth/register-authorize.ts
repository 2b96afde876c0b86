import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import type { SlackApp } from '../slack-app.ts'
import { writeAuthorizePage, writeErrorPage } from './authorize-page.ts'
import { type InstallWish, readInstallWish } from './read-install-wish.ts'

const path = '/slack/oauth/v2/authorize'

/** What the page's form sends. */
const decisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('cancel') }),
  z.object({
    decision: z.literal('allow'),
    workspace: z.string(),
    tokens: z.enum(['rotating', 'lasting']).optional(),
  }),
])

/** `/slack/oauth/v2/authorize`: where people let the app into a workspace, and are sent back to it from. */
export function registerAuthorize(app: FastifyInstance, slack: SlackApp): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) =>
      Object.fromEntries(new URLSearchParams(body.toString())),
  )

  app.get(path, async (request, reply) => {
    const wish = readInstallWish(request.query, slack)
    if ('error' in wish) return refuse(reply, wish.error)
    const { workspaces, rotates } = slack
    const chosen = (slack.find(wish.team) ?? workspaces[0]).team.id
    return sendPage(
      reply,
      writeAuthorizePage({ scopes: wish.scopes, workspaces, chosen, rotates }),
      new URL(wish.returnUrl).origin,
    )
  })

  app.post(path, async (request, reply) => {
    const wish = readInstallWish(request.query, slack)
    if ('error' in wish) return refuse(reply, wish.error)
    const decided = decisionSchema.safeParse(request.body)
    if (!decided.success) return refuse(reply, 'invalid_arguments')
    if (decided.data.decision === 'cancel') return sendBack(reply, wish, { error: 'access_denied' })

    const { workspace: teamId, tokens } = decided.data
    const workspace = slack.find(teamId)
    if (!workspace) return refuse(reply, 'invalid_team')
    const rotates = tokens === undefined ? slack.rotates : tokens === 'rotating'
    const { scopes, redirectUri } = wish
    return sendBack(reply, wish, { code: slack.codes.issue({ workspace, scopes, rotates, redirectUri }) })
  })
}

function sendBack(
  reply: FastifyReply,
  { returnUrl, state }: InstallWish,
  answer: Readonly<Record<string, string>>,
): FastifyReply {
  const url = new URL(returnUrl)
  for (const [name, value] of Object.entries({ ...answer, ...(state === undefined ? {} : { state }) }))
    url.searchParams.set(name, value)
  return reply.redirect(url.href, 302)
}

function refuse(reply: FastifyReply, error: string): FastifyReply {
  return sendPage(reply.code(400), writeErrorPage(error))
}

/** `returnOrigin`: where the form's answer leads, which browsers hold against the policy as well. */
function sendPage(reply: FastifyReply, page: string, returnOrigin = ''): FastifyReply {
  const policy = [
    ...[
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ],
    `form-action 'self' ${returnOrigin}`.trim(),
  ]
  return reply
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      // With none at all, the form would come from nowhere, and be refused.
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .send(page)
}
