import autocannon, { type Result } from 'autocannon'
import { commandForm, signSlack } from '../helpers/sign-slack.ts'
import type { Outside } from './outside.ts'

/** A slash command that is sent again and again. */
export interface AskedAgain {
  readonly body: string
  readonly secret: string
}

export interface Load {
  readonly connections: number
  /** Either so many requests or so long. */
  readonly amount?: number
  readonly seconds?: number
}

/** `/customer ID`, asked by a member of the sandbox's workspace. */
export async function askFor(id: string, { url, environment, control }: Outside): Promise<AskedAgain> {
  const { team } = await control.get<{ team: { id: string } }>('slack')
  const body = commandForm('/customer', id, {
    team_id: team.id,
    user_id: 'U0EMILY0003',
    response_url: `${url}/slack/response/none`,
  })
  return { body, secret: environment.SLACK_SIGNING_SECRET ?? '' }
}

/** Sends it from this process. Rejects where any is refused. Slack's stamp serves for five minutes. */
export async function load(
  url: string,
  asked: AskedAgain,
  { connections, amount, seconds }: Load,
): Promise<Result> {
  const result = await autocannon({
    url: `${url}/slack/events`,
    method: 'POST',
    headers: signSlack(asked.body, asked.secret),
    body: asked.body,
    connections,
    ...(amount === undefined ? { duration: seconds ?? 1 } : { amount }),
  })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
  }
  return result
}
