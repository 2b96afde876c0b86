import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { lineWorksChat } from './chat/lineworks.ts'
import { openPlayground, type Playground, type Shown } from './chat/playground.ts'
import { slackChat } from './chat/slack.ts'

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground('2026-11-21T03:00:00Z')
}, 60_000)
afterAll(() => playground.close())

const idOf = async (platform: 'slack' | 'lineworks', name: string) =>
  (await playground.people(platform)).find((person) => person.name === name)?.id ?? ''

/** Does something, and waits for what is then said in a room. */
async function heardAfter(act: () => Promise<unknown>, isWanted: (shown: Shown) => boolean): Promise<Shown> {
  const before = new Set((await playground.messages()).map(({ id }) => id))
  await act()
  return vi.waitUntil(
    async () => (await playground.messages()).find((each) => !before.has(each.id) && isWanted(each)),
    { timeout: 20_000, interval: 10 },
  )
}

/** Shares what a person was answered last. */
async function share(person: string): Promise<void> {
  const last = (await playground.messages()).findLast((shown) => shown.person === person)
  const blocks = (last?.payload.blocks ?? []) as { block_id?: string; elements?: { action_id?: string }[] }[]
  const block = blocks.find(({ elements = [] }) =>
    elements.some(({ action_id }) => action_id === 'desk:share'),
  )
  const press = { person, message: last?.id, actionId: 'desk:share', blockId: block?.block_id }
  await heardAfter(
    () => playground.control('slack/action', press),
    (shown) => shown.platform === 'slack' && shown.person === undefined,
  )
}

it('a conversation on both platforms leaves just these rows', async () => {
  const emily = await idOf('slack', 'Emily Carter')
  const guest = 'U0JORDAN006'
  const slack = slackChat(playground, emily)
  const customer = await slack.say('customer そらまめ建設')
  const soramame = customer.below[0]?.split(' ')[1]
  await share(emily)
  await slack.press(customer, `contact ${soramame}`)
  await slack.say('customer qqzzqq')
  await slack.say('renewal 10000001 Nothing at all')
  await slack.say('sesame open')
  await slack.say('expiring 30')
  await slackChat(playground, guest).say('customer 10000001')

  const misaki = await idOf('lineworks', '佐藤 美咲')
  const team = '8f3c10d5-62ab-4b97-a1e4-c0de00000001'
  await playground.control('lineworks/begin', { person: misaki })
  const direct = lineWorksChat(playground, misaki)
  await direct.say('options 10000001')
  await direct.say('customer 99999998')
  const answered = (text: string) =>
    heardAfter(
      () => playground.control('lineworks/message', { person: misaki, room: team, text }),
      ({ room, author }) => room === team && author === 'bot',
    )
  await answered('/customer 10000001')
  await answered('/contact 10000001')
  await answered('@Partner Desk sesame open')

  const rows = await playground.audit()
  const channel = {
    platform: 'slack',
    workspace: expect.stringMatching(/^T/),
    room: 'C0DESK00001',
    person: emily,
  }
  const home = { platform: 'lineworks', workspace: '40029601', room: misaki, person: misaki }
  const group = { ...home, room: team }
  const isShared = true
  expect(rows.map(({ at: _, ...row }) => row)).toEqual([
    { ...channel, ...about('customer', soramame), outcome: 'answer', isShared: false },
    { ...channel, ...about('customer', soramame), outcome: 'answer', isShared },
    { ...channel, ...about('contact', soramame), outcome: 'answer', isShared: false },
    { ...channel, ...about('customer'), outcome: 'usage', isShared: false },
    { ...channel, ...about('renewal'), outcome: 'usage', isShared: false },
    { ...channel, ...about(null), outcome: 'usage', isShared: false },
    { ...channel, ...about('expiring'), outcome: 'answer', isShared: false },
    { ...channel, person: guest, ...about('customer'), outcome: 'refused', isShared: false },
    { ...home, ...about('options', '10000001'), outcome: 'answer', isShared: false },
    { ...home, ...about('customer', '99999998'), outcome: 'error', isShared: false },
    { ...group, ...about('customer', '10000001'), outcome: 'answer', isShared },
    { ...group, ...about('contact', '10000001'), outcome: 'answer', isShared: false },
    { ...group, ...about(null), outcome: 'usage', isShared: false },
  ])
  expect(JSON.stringify(rows)).not.toMatch(/sesame|qqzzqq|そらまめ|Nothing|Emily|佐藤|Works/)
})

function about(command: string | null, domainId: string | null = null) {
  return { command, domainId }
}
