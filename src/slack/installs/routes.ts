import type { IncomingMessage, ServerResponse } from 'node:http'
import { InstallProvider } from '@slack/oauth'
import type { FastifyPluginAsync, FastifyReply } from 'fastify'
import type { Reader } from '../../core/call.ts'
import type { DeskPorts } from '../../core/desk-ports.ts'
import { data, type Phrase } from '../../core/phrase.ts'
import type { Log } from '../../core/ports.ts'
import { newCorrelationId } from '../correlation-id.ts'
import { botScopes } from '../scopes.ts'
import { toBoltLogger } from '../web-api/bolt-log.ts'
import { describeSlackError } from '../web-api/describe-slack-error.ts'
import { webApiOptions } from '../web-api/web-api.ts'
import { browserLocale } from './browser-locale.ts'
import type { AppCredentials } from './exchange.ts'
import type { OAuthInstalls } from './oauth-installs.ts'
import { guard, sendPage } from './page.ts'
import { type Grant, toGrant } from './to-installed.ts'
import { turnAway } from './turn-away.ts'
import { type Ending, endingOf, notAllowed } from './why-not.ts'

export interface InstallRoutesOptions extends AppCredentials, Pick<DeskPorts, 'say'> {
  /** Signs what the browser brings back from Slack. */
  readonly stateSecret: string
  readonly installs: Pick<OAuthInstalls, 'isAllowed' | 'save'>
  /** Slack's Web API, or what stands in for it. */
  readonly apiUrl: string
  /** For browsers that ask for none of our languages. */
  readonly defaultReader: Reader
  readonly log: Log
}

const done: Ending = {
  status: 200,
  title: 'install.title.installed',
  keys: ['install.done', 'install.next'],
  mayBeginAgain: false,
}
/** Beside the route that Slack sends people back to. */
const beginAgain = 'install'
/** A code is good for one exchange, so that Slack is asked once, and is waited for longer. */
const once = { timeout: 10_000, retryConfig: { retries: 0 } }
/** Both do something: whoever only looks ahead, as previews of links do, is to change nothing. */
const onlyGet = { exposeHeadRoute: false }

/**
 * `GET /slack/install` sends people to Slack, which asks them and sends them back to `GET /slack/oauth_redirect` with a
 * code, for which Slack gives the bot's token. Only workspaces that may use the desk are kept.
 * https://docs.slack.dev/authentication/installing-with-oauth
 */
export function createInstallRoutes(options: InstallRoutesOptions): FastifyPluginAsync {
  const { clientId, clientSecret, stateSecret, installs, apiUrl, defaultReader, say, log } = options
  // Anybody can have it complain, by an address alone; what an operator has to know is told when it fails.
  const note: Log['info'] = (fields, message) => log.info(fields, message)
  const logger = toBoltLogger({ info: note, warn: note, error: note })
  const provider = new InstallProvider({
    ...{ clientId, clientSecret, stateSecret, logger },
    authorizationUrl: new URL('../oauth/v2/authorize', apiUrl).href,
    clientOptions: { ...webApiOptions(apiUrl, logger), ...once },
    installUrlOptions: { scopes: [...botScopes] },
    directInstall: true,
    installationStore: {
      async storeInstallation(granted) {
        const { workspace, installed } = grantOf(granted)
        await installs.save(workspace, installed)
        log.info({ workspace, person: granted.user.id }, 'installed in a workspace')
      },
      fetchInstallation: async () => Promise.reject(new Error('installations are looked up elsewhere')),
    },
  })

  function tell(
    request: IncomingMessage,
    response: ServerResponse,
    ending: Ending,
    values: Readonly<Record<string, Phrase>> = {},
  ): void {
    const locale = browserLocale(request.headers['accept-language'], defaultReader.locale)
    const reader: Reader = { ...defaultReader, locale }
    const { status, title, keys, mayBeginAgain } = ending
    sendPage(response, {
      status,
      language: locale,
      title: say(title, reader),
      paragraphs: keys.map((key) => say(key, reader, values)),
      ...(mayBeginAgain ? { link: { to: beginAgain, text: say('install.again', reader) } } : {}),
    })
  }

  function fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const correlationId = newCorrelationId()
    const ending = endingOf(error)
    const level = ending.status < 500 ? 'info' : 'error'
    log[level]({ correlationId, err: describeSlackError(error) }, 'not installed in a workspace')
    if (response.headersSent) return
    tell(request, response, ending, { code: data('internal'), reference: data(correlationId) })
  }

  /** True where it may be kept; who may not use the desk has been told so. */
  async function admit({ workspace, installed }: Grant, request: IncomingMessage, response: ServerResponse) {
    if (installs.isAllowed(workspace)) return true
    log.warn({ workspace }, 'not installed: the workspace is not in SLACK_ALLOWED_TEAMS')
    await turnAway({ workspace, installed }, options)
    const values = { team: data(installed.name), id: data(workspace) }
    tell(request, response, notAllowed, values)
    return false
  }

  return async (scope) => {
    scope.get('/slack/install', onlyGet, async (request, reply) => {
      takeOver(reply)
      await provider
        .handleInstallPath(request.raw, reply.raw)
        .catch((error: unknown) => fail(request.raw, reply.raw, error))
    })
    scope.get('/slack/oauth_redirect', { ...onlyGet, config: { isDoing: true } }, async (request, reply) => {
      takeOver(reply)
      await provider.handleCallback(request.raw, reply.raw, {
        afterInstallation: (granted, _options, from, to) => admit(grantOf(granted), from, to),
        successAsync: async (granted, _options, from, to) => {
          const values = { team: data(grantOf(granted).installed.name), command: data('/desk help') }
          tell(from, to, done, values)
        },
        failureAsync: async (error, _options, from, to) => fail(from, to, error),
      })
    })
  }
}

function grantOf(granted: Parameters<typeof toGrant>[0]): Grant {
  const grant = toGrant(granted)
  if (!grant) throw new Error('Slack granted no bot')
  return grant
}

/** From here on the server leaves the answer alone; what it would have sent along goes with it. */
function takeOver(reply: FastifyReply): void {
  reply.hijack()
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value)
  }
  guard(reply.raw)
}
