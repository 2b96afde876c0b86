import type { Reader } from '../../src/core/call.ts'
import { card } from '../../src/core/card.ts'
import { data, say } from '../../src/core/phrase.ts'
import type { Reply, Said } from '../../src/core/question/said.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { closeAfterEach } from '../helpers/close-after-each.ts'
import { gate } from '../helpers/gate.ts'
import { useInboxStore } from '../helpers/inbox-store.ts'
import { postSigned } from '../helpers/signed-request.ts'
import { secret, startSlackDesk } from './slack-desk.ts'

type Converse = NonNullable<SlackOptions['converse']>

/** An answer that says what was asked, which may be shared. */
export function echo({ call }: Said): Reply {
  const line = 'about 10000001 trial'
  const actions = [{ kind: 'share', label: say('action.share'), command: line }] as const
  return { card: card({ title: data(`Looked up: ${call.text}`), actions }), line, locale: undefined }
}

export const written = { type: 'message', user: 'U2', ts: '1700000001.000100', text: 'About 10000001' }

/** Desks over one inbox on which people use the shortcut of a message, closed after the test. */
export function useShortcutDesks() {
  const store = useInboxStore()
  const atEnd = closeAfterEach()

  /** A desk on which people use the shortcut; `said` is what was looked up. */
  async function start(given: Partial<SlackOptions> = {}) {
    const said: { said: Said; reader: Reader }[] = []
    const converse: Converse = async (one, readers) => {
      said.push({ said: one, reader: readers.person })
      return given.converse ? given.converse(one, readers) : echo(one)
    }
    const desk = await startSlackDesk({ inbox: store.inbox(), ...given, converse })
    desk.slackApi.identity.answer = { team_id: 'T1', user_id: 'UDESK', bot_id: 'BDESK' }
    atEnd(desk.close)
    const use = (message: object = {}, other: object = {}) => {
      const payload = {
        type: 'message_action',
        callback_id: 'look_up_customer',
        token: 'unused',
        action_ts: '1.1',
        message_ts: written.ts,
        trigger_id: '1.2.t',
        user: { id: 'U1', name: 'misaki', team_id: 'T1' },
        team: { id: 'T1', domain: 'example' },
        channel: { id: 'C1', name: 'support' },
        message: { ...written, ...message },
        response_url: desk.slackApi.responseUrl,
        ...other,
      }
      return postSigned(desk.url, secret, { payload: JSON.stringify(payload) }, Date.now())
    }
    return { ...desk, said, use }
  }

  /** Another process of the same desk. */
  const startBeside = ({ slackApi }: { readonly slackApi: { readonly apiUrl: string } }) =>
    start({ apiUrl: slackApi.apiUrl })

  /** A desk that stops before it answers, until it is woken. */
  async function startSlow(given: Partial<SlackOptions> = {}) {
    const { opened, open } = gate()
    const desk = await start({ waitMs: 10, converse: (said) => opened.then(() => echo(said)), ...given })
    atEnd(open)
    return { ...desk, wake: open }
  }

  return { store, start, startBeside, startSlow }
}

/** What an answer is about. */
export const title = (reply: object) => /"text":"(Looked up[^"]*) \[/.exec(JSON.stringify(reply))?.[1]
