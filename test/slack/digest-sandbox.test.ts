import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SpokenCard } from '../../src/core/card.ts'
import type { DigestMessage } from '../../src/core/digest/sender.ts'
import type { Item } from '../../src/core/item.ts'
import { renderDigest } from '../../src/slack/digest/render.ts'
import { createSlackDigestSender } from '../../src/slack/digest/sender.ts'
import { oneInstall } from '../../src/slack/installs/installs.ts'
import { say } from '../../src/text/speak.ts'
import { silentLog } from '../helpers/known-partner.ts'
import { type SandboxDesk, startSandboxDesk } from '../helpers/sandbox-desk.ts'

const reader = { locale: 'en', zone: 'UTC' } as const
const item = '10000001/S1/contractEnds/2026-12-01' as Item

const card: SpokenCard = {
  kind: 'answer',
  locale: 'en',
  title: 'What ends soon',
  facts: [],
  sections: [
    {
      title: 'Today',
      facts: [
        {
          label: 'Example',
          value: 'ends today',
          action: { kind: 'open', label: 'Details', command: `item ${item}` },
        },
      ],
    },
  ],
  actions: [{ kind: 'open', label: 'List', command: 'expiring 30' }],
  notes: [],
}

let desk: SandboxDesk
let sender: ReturnType<typeof createSlackDigestSender>

beforeAll(async () => {
  desk = await startSandboxDesk({ customers: 5 })
  const { SLACK_BOT_TOKEN: botToken = '', SLACK_API_URL: apiUrl = '' } = desk.sandbox.environment
  sender = createSlackDigestSender({ installs: oneInstall(botToken), apiUrl, say, log: silentLog })
}, 20_000)
afterAll(() => desk.close())

interface Shown {
  readonly room: string
  readonly thread?: string
  readonly payload: { readonly text: string }
}

async function messages(): Promise<readonly Shown[]> {
  const answer = await fetch(`${desk.sandbox.url}/_sandbox/messages`)
  return (await answer.json()) as Shown[]
}

const roomOf = (room: string) => ({ platform: 'slack', workspace: 'T', room, isDirect: false }) as const

function messageOf(payload: string, deliveryId: string, parentId?: string): DigestMessage {
  const room = roomOf('C0DESK00001')
  const triedAt = Date.now()
  return { room, payload, notes: new Map<Item, string>(), deliveryId, parentId, triedAt, correlationId: 'c' }
}

describe('a digest in the Slack of the sandbox', () => {
  const digest = { parent: card, details: card, command: 'expiring 30' }
  const [parent = '', child = ''] = renderDigest(digest, reader, say)

  it('knows which rooms may have one', async () => {
    const admissions = ['C0DESK00001', 'C0SALES0002', 'C0ACME00003'].map((room) =>
      sender.admit(roomOf(room), 'c'),
    )
    expect(await Promise.all(admissions)).toEqual(['ok', 'notMember', 'external'])
  })

  it('arrives with its thread, is found again, and shows who has what', async () => {
    const sent = await sender.post(messageOf(parent, 'p-1'))
    if (sent.result !== 'sent' || !sent.messageId) throw new Error(sent.result)
    const { messageId } = sent
    expect(await sender.find(messageOf(parent, 'p-1'))).toEqual({ result: 'found', messageId })
    expect(await sender.find(messageOf(parent, 'p-2'))).toEqual({ result: 'absent' })
    expect(await sender.link(roomOf('C0DESK00001'), messageId)).toMatch(/^http/)

    const reply = messageOf(child, 'c-1', messageId)
    expect(await sender.find(reply)).toEqual({ result: 'absent' })
    expect(await sender.post(reply)).toMatchObject({ result: 'sent' })
    expect(await sender.find(reply)).toMatchObject({ result: 'found' })

    const notes = new Map([[item, 'Taken on by Misaki']])
    await sender.update({ ...messageOf(parent, 'p-1'), notes }, messageId)
    expect(await sender.find(messageOf(parent, 'p-1'))).toEqual({ result: 'found', messageId })
    const shown = JSON.stringify((await messages()).filter(({ thread }) => !thread))
    expect(shown).toContain('Taken on by Misaki')
  })

  it('is unclear where the connection breaks, and then found', async () => {
    await desk.control('faults', {
      target: 'slack',
      operation: 'chat.postMessage',
      kind: 'dropAfterAccept',
      times: 1,
    })
    const message = messageOf(parent, 'p-3')
    expect(await sender.post(message)).toMatchObject({ result: 'unclear' })
    expect(await sender.find(message)).toMatchObject({ result: 'found' })
  })

  it('says a sentence to a room and to a person', async () => {
    await sender.announce(roomOf('C0DESK00001'), 'Misaki has set the daily digest.')
    await sender.tell(roomOf('C0DESK00001'), 'U0MISAKI001', 'The digest could not be posted.')
    expect((await messages()).slice(-2)).toMatchObject([
      { room: 'C0DESK00001', payload: { text: 'Misaki has set the daily digest.' } },
      { room: 'D0MISAKI001', payload: { text: 'The digest could not be posted.' } },
    ])
  })
})
