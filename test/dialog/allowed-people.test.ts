import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { groups } from '../../src/sandbox/lineworks/groups.ts'
import { say } from '../../src/text/speak.ts'
import { lineWorksChat } from './chat/lineworks.ts'
import { openPlayground, type Playground, type Shown } from './chat/playground.ts'
import { slackChat } from './chat/slack.ts'

let playground: Playground
const [support] = groups

beforeAll(async () => {
  playground = await openPlayground(undefined, {
    // A guest is in the group of Slack as well; that of LINE WORKS has another group in it.
    DESK_ALLOWED_PEOPLE: `S0SUPPORT00,${support?.id}`,
    WORKS_SCOPES: 'partner.read bot user.read group.read',
  })
}, 60_000)
afterAll(() => playground.close())

const idOf = async (platform: 'slack' | 'lineworks', name: string) =>
  (await playground.people(platform)).find((person) => person.name === name)?.id ?? ''

const refusal = say('access.notAllowed', { locale: 'zh-CN', zone: 'UTC' })

/** Does something, and waits for the first thing that is said after it where it is looked for. */
async function heardAfter(act: () => Promise<unknown>, isWanted: (shown: Shown) => boolean): Promise<Shown> {
  const before = new Set((await playground.messages()).map(({ id }) => id))
  await act()
  return vi.waitUntil(
    async () => (await playground.messages()).find((each) => !before.has(each.id) && isWanted(each)),
    { timeout: 20_000, interval: 10 },
  )
}

const refusals = async (person: string) =>
  (await playground.audit()).filter((row) => row.person === person).map(({ at: _, ...row }) => row)

interface SlackButton {
  readonly action_id: string
  readonly value?: string
}

it('in Slack a user group is answered, guests in it are not, and others cannot press Show contact either', async () => {
  const room = 'C0DESK00001'
  const emily = await idOf('slack', 'Emily Carter')
  const wei = await idOf('slack', '王伟')
  expect((await slackChat(playground, emily).say('customer 10000001')).below).toContain('contact 10000001')
  expect((await slackChat(playground, wei).say('customer 10000001')).lines).toEqual([refusal])
  expect((await slackChat(playground, 'U0JORDAN006').say('customer 10000001')).lines).toEqual([
    say('access.notMember', { locale: 'en', zone: 'UTC' }),
  ])

  const answer = await heardAfter(
    () =>
      playground.control('slack/message', { person: emily, room, text: '@partner-desk customer 10000001' }),
    ({ author, thread }) => author !== emily && thread !== undefined,
  )
  const blocks = (answer.payload.blocks ?? []) as { block_id?: string; elements?: SlackButton[] }[]
  const block = blocks.find(({ elements = [] }) => elements.some(({ value }) => value === 'contact 10000001'))
  const button = block?.elements?.find(({ value }) => value === 'contact 10000001')
  const press = {
    person: wei,
    message: answer.id,
    actionId: button?.action_id,
    ...(block?.block_id ? { blockId: block.block_id } : {}),
  }
  const shown = await heardAfter(
    () => playground.control('slack/action', press),
    ({ person }) => person === wei,
  )
  expect(JSON.stringify(shown.payload)).toContain(refusal)
  const row = { platform: 'slack', room, person: wei, domainId: null, outcome: 'refused', isShared: false }
  expect(await refusals(wei)).toMatchObject([
    { ...row, command: 'customer' },
    { ...row, command: 'contact' },
  ])
})

it('in LINE WORKS a group and the group in it are answered, and others cannot press Show contact either', async () => {
  const team = '8f3c10d5-62ab-4b97-a1e4-c0de00000001'
  const yijun = await idOf('lineworks', '陳怡君')
  const wei = await idOf('lineworks', '王伟')
  await playground.control('lineworks/begin', { person: yijun })
  await playground.control('lineworks/begin', { person: wei })
  const direct = await lineWorksChat(playground, yijun).say('customer 10000001')
  expect(direct.below).toContain('contact 10000001')
  const refused = await lineWorksChat(playground, wei).say('customer 10000001')
  expect([refused.title, refused.lines, refused.below]).toEqual([refusal, [], []])

  const inTeam = ({ room, author }: Shown) => room === team && author === 'bot'
  const answer = await heardAfter(
    () => playground.control('lineworks/message', { person: yijun, room: team, text: '/customer 10000001' }),
    inTeam,
  )
  const [postback] = /desk:open:1:contact 10000001/.exec(JSON.stringify(answer.payload)) ?? []
  const action = findAction(answer.payload, postback)
  const shown = await heardAfter(
    () => playground.control('lineworks/press', { person: wei, message: answer.id, action }),
    inTeam,
  )
  expect(shown.payload).toMatchObject({ type: 'text', text: refusal })
  const row = { platform: 'lineworks', person: wei, domainId: null, outcome: 'refused', isShared: false }
  expect(await refusals(wei)).toMatchObject([
    { ...row, room: wei, command: 'customer' },
    { ...row, room: team, command: 'contact' },
  ])
  const toWei = (await playground.messages()).filter(({ room, author }) => room === wei && author === 'bot')
  // Behind the greeting nothing but the one refusal.
  expect(toWei.slice(1).map(({ payload }) => payload)).toEqual([{ type: 'text', text: refusal }])
})

/** The action with this postback, wherever it stands. */
function findAction(value: unknown, postback: string | undefined): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if ('postback' in value && value.postback === postback) return value
  return Object.values(value).reduce<object | undefined>(
    (found, each) => found ?? findAction(each, postback),
    undefined,
  )
}
