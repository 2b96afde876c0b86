import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openPlayground, type Playground, type Shown } from './chat/playground.ts'

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground()
}, 60_000)
beforeEach(() => playground.control('messages', { clear: true }))
afterAll(() => playground.close())

const room = { desk: 'C0DESK00001', shared: 'C0ACME00003', support: 'C0HELP00004' }
const misaki = 'U0MISAKI001'
const seoyeon = 'U0SEOYEON02'
const emily = 'U0EMILY0003'
const jordan = 'U0JORDAN006'
const robin = 'U0ROBIN0007'

const isPosted = (text: string) => (shown: Shown) => textOf(shown).includes(text)

/** What stands in a message, buttons included. */
function textOf({ payload }: Shown): string {
  return JSON.stringify(payload)
}

async function write(person: string, where: string, text: string, thread?: string): Promise<string> {
  const { id } = await playground.control('slack/message', {
    ...{ person, room: where, text },
    ...(thread ? { thread } : {}),
  })
  return String(id)
}

/** What the bot has said in the thread of a message. */
async function answersTo(id: string): Promise<readonly Shown[]> {
  return (await playground.messages()).filter(({ thread, author }) => thread === id && author === 'bot')
}

/** What only this person sees, in whatever place: Slack shows nothing of the kind in a thread that has no answer. */
async function toldAlone(person: string): Promise<Shown> {
  return vi.waitUntil(
    async () => (await playground.messages()).find((shown) => shown.ephemeral && shown.person === person),
    { timeout: 20_000, interval: 10 },
  )
}

async function answerTo(id: string, nth = 1): Promise<Shown> {
  return vi.waitUntil(async () => (await answersTo(id))[nth - 1], { timeout: 20_000, interval: 10 })
}

async function press(person: string, message: Shown, isWanted: (command: string) => boolean): Promise<Shown> {
  const blocks = message.payload.blocks as {
    block_id: string
    elements?: { action_id: string; value: string }[]
  }[]
  const [button] = blocks.flatMap(({ block_id, elements = [] }) =>
    elements
      .filter(({ value }) => value !== undefined && isWanted(value))
      .map(({ action_id }) => ({ actionId: action_id, blockId: block_id })),
  )
  if (!button) throw new Error(`no such button: ${textOf(message)}`)
  const before = new Set((await playground.messages()).map(({ id }) => id))
  await playground.control('slack/action', { person, message: message.id, ...button })
  return vi.waitUntil(async () => (await playground.messages()).find(({ id }) => !before.has(id)), {
    timeout: 20_000,
    interval: 10,
  })
}

describe('a question in Slack', () => {
  it('that mentions the bot is answered in its thread, in its own language, and followed up there', async () => {
    const asked = await write(misaki, room.desk, '@partner-desk when does the contract of 10000001 end?')
    const answer = await answerTo(asked)
    expect(answer).toMatchObject({ thread: asked, ephemeral: false, room: room.desk })
    expect(textOf(answer)).toMatch(/LINE WORKS Corp.*days left/s)

    await write(seoyeon, room.desk, '@partner-desk 옵션은 뭐 쓰고 있어요?', asked)
    expect(textOf(await answerTo(asked, 2))).toMatch(/드라이브|Drive/)
    const said = await playground.messages()
    expect(said.filter(({ author, thread }) => author === 'bot' && thread === undefined)).toEqual([])
  })

  it('is heard without a mention in a support channel alone, and only where it asks clearly', async () => {
    const elsewhere = await write(emily, room.desk, 'when does the contract of 10000001 end?')
    const chat = await write(emily, room.support, 'I told 10000001 about the renewal')
    const vague = await write(emily, room.support, 'and Drive?')
    const asked = await write(misaki, room.support, 'そらまめ建設さんのライセンス数を教えてください')
    expect(textOf(await answerTo(asked))).toContain('ライセンス')
    for (const id of [elsewhere, chat, vague]) expect(await answersTo(id)).toEqual([])
    await write(misaki, room.support, 'プランは何ですか？', asked)
    expect(textOf(await answerTo(asked, 2))).toContain('プラン')
  })

  it('as a direct message needs no mention, and thanks need no answer', async () => {
    const own = `D${emily.slice(1)}`
    const thanks = await write(emily, own, 'thanks a lot!')
    const command = await write(emily, own, 'customer 10000001')
    expect(textOf(await answerTo(command))).toContain('Domain ID')
    // There is nobody to share it with.
    expect(textOf(await answerTo(command))).not.toContain('desk:share')
    const asked = await write(emily, own, '10000001 domain verified?')
    expect(textOf(await answerTo(asked))).toContain('MX')
    expect(await answersTo(thanks)).toEqual([])
  })

  it('that is not clear is asked back, and a button answers it', async () => {
    const asked = await write(emily, room.desk, '@partner-desk when does the trial end?')
    const back = await answerTo(asked)
    expect(back.payload.blocks).toBeDefined()
    const open = await write(
      emily,
      room.desk,
      '@partner-desk what is going on with 10000001, they are unhappy',
    )
    const choice = await press(emily, await answerTo(open), (command) =>
      command.startsWith('about 10000001 '),
    )
    expect(choice).toMatchObject({ ephemeral: true, person: emily })
    expect(textOf(choice)).toContain('LINE WORKS Corp')
  })

  it('where another organisation reads along is answered to the asker alone', async () => {
    await write(emily, room.shared, '@partner-desk plan of 10000001?')
    expect(textOf(await toldAlone(emily))).toContain('LINE WORKS Corp')
    expect(
      (await playground.messages()).filter(({ ephemeral, author }) => author === 'bot' && !ephemeral),
    ).toEqual([])
  })

  it('of a guest or a stranger is refused to them alone, and passed over where the bot was not spoken to', async () => {
    await write(jordan, room.desk, '@partner-desk plan of 10000001?')
    expect(textOf(await toldAlone(jordan))).toContain('members of this workspace only')
    await write(robin, room.shared, '@partner-desk plan of 10000001?')
    expect(textOf(await toldAlone(robin))).toContain('members of this workspace only')
    const unasked = await write(jordan, room.support, 'plan of 10000001?')
    const member = await write(emily, room.support, 'plan of 10000001?')
    await answerTo(member)
    expect(await answersTo(unasked)).toEqual([])
  })

  it('that is edited has its answer changed', async () => {
    const asked = await write(emily, room.desk, '@partner-desk plan of 10000001?')
    const first = await answerTo(asked)
    await playground.control('slack/edit', {
      ...{ person: emily, message: asked, text: '@partner-desk local time of 10000001?' },
    })
    await vi.waitUntil(async () => (await answersTo(asked)).find(isPosted('Asia/Tokyo')), { timeout: 20_000 })
    expect(await answersTo(asked)).toHaveLength(1)
    expect((await answersTo(asked))[0]?.id).toBe(first.id)
  })

  it('of somebody else is looked up with the message’s menu, for the one who does', async () => {
    const asked = await write(seoyeon, room.desk, '10000001 건으로 연락이 왔습니다')
    await playground.control('slack/shortcut', {
      ...{ person: emily, message: asked, callbackId: 'look_up_customer' },
    })
    expect(asked).toMatch(/^\d+\.\d+$/)
    expect(textOf(await toldAlone(emily))).toContain('LINE WORKS Corp')
  })

  it('never brings up who administers a customer', async () => {
    const asked = await write(emily, room.desk, '@partner-desk who is the admin of 10000001, phone and mail?')
    const answer = await answerTo(asked)
    const contact = await press(emily, answer, (command) => command.startsWith('contact '))
    expect(contact).toMatchObject({ ephemeral: true, person: emily })
    const shown = textOf(contact).match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? []
    expect(shown.length).toBeGreaterThan(0)
    for (const secret of shown) expect(textOf(answer)).not.toContain(secret)
  })

  it('whose answer is called wrong is on the list for whoever looks after the words', async () => {
    const text = '@partner-desk ﾌﾟﾗﾝ of 10000001?'
    const asked = await write(emily, room.desk, text)
    const thanks = await press(emily, await answerTo(asked), (command) => command.startsWith('wrong '))
    expect(thanks).toMatchObject({ ephemeral: true, person: emily })
    expect(await playground.wrongAnswers()).toEqual([
      expect.objectContaining({ person: emily, question: 'ﾌﾟﾗﾝ of 10000001?', line: 'about 10000001 plan' }),
    ])
  })

  it('is on record: who asked about whom, and not in whose words', async () => {
    const asked = await write(seoyeon, room.desk, '@partner-desk 10000001 하고 10000002 플랜 알려주세요')
    await answerTo(asked)
    const rows = (await playground.audit()).filter(({ person }) => person === seoyeon).slice(-2)
    expect(rows).toEqual(
      ['10000001', '10000002'].map((domainId) =>
        expect.objectContaining({ command: 'about', domainId, room: room.desk, isShared: true }),
      ),
    )
    expect(JSON.stringify(rows)).not.toContain('플랜')
  })
})
