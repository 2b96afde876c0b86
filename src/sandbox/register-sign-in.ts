import type { FastifyInstance } from 'fastify'
import { type Answer, jsonAnswer } from './answer.ts'
import { answerThroughFaults } from './apply-fault.ts'
import type { SandboxContext } from './context.ts'
import { isEqual } from './is-equal.ts'
import { accessTokenSeconds, type Tokens } from './tokens.ts'
import { findAssertionFault } from './verify-assertion.ts'

/** Those that this app may be given; others that are asked for are left out of the token. */
const appScopes = [
  ...['partner', 'partner.read', 'bot', 'bot.message', 'bot.read'],
  ...['user', 'user.read', 'user.profile.read', 'user.email.read', 'directory', 'directory.read'],
  ...['group', 'group.read'],
]

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

type SignInContext = Pick<SandboxContext, 'clock' | 'faults' | 'secrets'>

/** The sign-in server, to be registered under `/oauth2/v2.0`. It takes forms and nothing else. */
export function registerSignIn(app: FastifyInstance, context: SignInContext, tokens: Tokens): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_request: unknown, body: string | Buffer) => new URLSearchParams(body.toString()),
  )
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const { status, headers, body } = refuse(error.statusCode ?? 500, 'invalid_request', error.message)
    return reply.code(status).headers(headers).send(body)
  })

  app.post<{ Body: URLSearchParams | undefined }>('/token', (request, reply) =>
    answerThroughFaults(context.faults, 'auth', 'token', request, reply, () =>
      answerToken(request.body ?? new URLSearchParams(), context, tokens),
    ),
  )
  app.post<{ Body: URLSearchParams | undefined }>('/revoke', (request, reply) =>
    answerThroughFaults(context.faults, 'auth', 'revoke', request, reply, () => {
      const form = request.body ?? new URLSearchParams()
      const refusal = checkClient(form, context)
      if (refusal) return refusal
      tokens.revoke(form.get('token') ?? '')
      return jsonAnswer({})
    }),
  )
}

async function answerToken(form: URLSearchParams, context: SignInContext, tokens: Tokens): Promise<Answer> {
  const refusal = checkClient(form, context)
  if (refusal) return refusal
  switch (form.get('grant_type')) {
    case jwtBearer:
      return grantByAssertion(form, context, tokens)
    case 'refresh_token':
      return grantByRefresh(form, tokens)
    case null:
      return refuse(400, 'invalid_request', 'grant_type is missing.')
    default:
      return refuse(400, 'unsupported_grant_type', 'The grant type is not supported.')
  }
}

function checkClient(form: URLSearchParams, { secrets }: SignInContext): Answer | undefined {
  const isKnown =
    isEqual(form.get('client_id') ?? '', secrets.worksClientId) &&
    isEqual(form.get('client_secret') ?? '', secrets.worksClientSecret)
  return isKnown ? undefined : refuse(401, 'invalid_client', 'client_id or client_secret is wrong.')
}

async function grantByAssertion(
  form: URLSearchParams,
  { clock, secrets }: SignInContext,
  tokens: Tokens,
): Promise<Answer> {
  const fault = await findAssertionFault(form.get('assertion') ?? '', secrets, clock.wall())
  if (fault) return refuse(400, 'invalid_grant', fault)
  const asked = (form.get('scope') ?? '').split(/[\s,]+/)
  const scopes = appScopes.filter((scope) => asked.includes(scope))
  return grant(scopes, tokens.issueAccess(scopes), { refresh_token: tokens.issueRefresh(scopes) })
}

/** The answer holds no new refresh token: rotation is a switch of the app that is off by default. */
function grantByRefresh(form: URLSearchParams, tokens: Tokens): Answer {
  const token = form.get('refresh_token') ?? ''
  // What a token comes to whose `+` was not encoded; this is how the real server was seen to answer it.
  if (!/^[A-Za-z0-9+/=]+$/.test(token)) {
    return jsonAnswer({ returnCode: '99', returnMessage: 'UnexpectedError' }, 400)
  }
  const scopes = tokens.scopesToRefresh(token)
  if (!scopes) return refuse(400, 'invalid_grant', 'The refresh token is unknown or has expired.')
  return grant(scopes, tokens.issueAccess(scopes))
}

function grant(scopes: readonly string[], accessToken: string, more: object = {}): Answer {
  return jsonAnswer(
    {
      access_token: accessToken,
      ...more,
      scope: scopes.join(' '),
      token_type: 'Bearer',
      // Text, as the real server sends it.
      expires_in: String(accessTokenSeconds),
    },
    200,
    { 'cache-control': 'no-store' },
  )
}

function refuse(status: number, error: string, description: string): Answer {
  return jsonAnswer({ error, error_description: description }, status)
}
