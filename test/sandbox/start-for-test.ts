import { importPKCS8, SignJWT } from 'jose'
import { type Sandbox, type SandboxSettings, startSandbox } from '../../src/sandbox/sandbox.ts'
import { recordSecrets, secretsOf } from '../helpers/log-record.ts'

/** A running sandbox with the calls that its tests make. */
export interface TestSandbox extends Sandbox {
  /** An answer to a form posted to the sign-in server. */
  signIn(form: Record<string, string>): Promise<Response>
  /** The form of a good request for a token, to be spoilt. */
  assertionForm(claims?: Record<string, unknown>, scope?: string): Promise<Record<string, string>>
  token(scope?: string): Promise<string>
  /** Reads the Partner API below `/v1.0`. */
  read(path: string, token?: string): Promise<Response>
  /** Posts to a control route. */
  control(path: string, body: unknown): Promise<Response>
}

export async function startForTest(settings: Partial<SandboxSettings> = {}): Promise<TestSandbox> {
  const usual = { port: 0, customers: 60, seed: 'test', rateLimit: 240, timeScale: 1, deskUrl: () => '' }
  const wallClock = settings.wallClock ?? Date.now
  const sandbox = await startSandbox({ ...usual, ...settings })
  const { environment, url } = sandbox
  recordSecrets(secretsOf(environment))
  const client = {
    client_id: environment.WORKS_CLIENT_ID ?? '',
    client_secret: environment.WORKS_CLIENT_SECRET ?? '',
  }
  const key = await importPKCS8((environment.WORKS_PRIVATE_KEY ?? '').replaceAll('\\n', '\n'), 'RS256')

  const signIn = (form: Record<string, string>) =>
    fetch(`${environment.WORKS_AUTH_URL}/token`, { method: 'POST', body: new URLSearchParams(form) })

  const assertionForm = async (claims: Record<string, unknown> = {}, scope = 'partner.read') => {
    const iat = Math.floor(wallClock() / 1000)
    const payload = {
      iss: client.client_id,
      sub: environment.WORKS_SERVICE_ACCOUNT ?? '',
      iat,
      exp: iat + 3600,
    }
    const assertion = await new SignJWT({ ...payload, ...claims })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT' })
      .sign(key)
    return { ...client, grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion, scope }
  }
  return {
    ...sandbox,
    signIn,
    assertionForm,
    token: async (scope) => {
      const answer = (await (await signIn(await assertionForm({}, scope))).json()) as { access_token: string }
      return answer.access_token
    },
    read: (path, token) =>
      fetch(`${environment.WORKS_API_URL}${path}`, {
        headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      }),
    control: (path, body) =>
      fetch(`${url}/_sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
  }
}
