import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Chat, type Heard, readOn, write } from './chat/heard.ts'
import { lineWorksChat } from './chat/lineworks.ts'
import { openPlayground, type Playground } from './chat/playground.ts'
import { slackChat } from './chat/slack.ts'

let playground: Playground

beforeAll(async () => {
  playground = await openPlayground('2026-11-21T03:00:00Z')
}, 60_000)
beforeEach(() => playground.control('messages', { clear: true }))
afterAll(() => playground.close())

const people = {
  ja: '佐藤 美咲',
  ko: '김서연',
  en: 'Emily Carter',
  'zh-TW': '陳怡君',
  'zh-CN': '王伟',
}

async function chatOf(platform: 'Slack' | 'LINE WORKS', name: string): Promise<Chat> {
  const directory = await playground.people(platform === 'Slack' ? 'slack' : 'lineworks')
  const { id = '' } = directory.find((person) => person.name === name) ?? {}
  if (platform === 'Slack') return slackChat(playground, id)
  await playground.control('lineworks/begin', { person: id })
  return lineWorksChat(playground, id)
}

/** A conversation as it is written down. Buttons are pressed by what they ask, and every page is turned. */
function writing(chat: Chat) {
  const script: string[] = []
  const note = async (done: string, heard: Heard) => {
    const whole = await readOn(chat, heard)
    script.push(`${done}\n${write(whole)}\n`)
    return whole
  }
  return {
    script: () => script.join('\n'),
    say: async (line: string) => note(`> ${line}`, await chat.say(line)),
    /** For what is said of the room: in LINE WORKS it is a room of two. */
    async sayBriefly(line: string) {
      const { title, lines } = await chat.say(line)
      script.push([`> ${line}`, ...[title, ...lines.slice(0, 2)].map((each) => `  ${each}`), ''].join('\n'))
    },
    press: async (heard: Heard, line: string) => note(`* ${line}`, await chat.press(heard, line)),
  }
}

async function talk(chat: Chat): Promise<string> {
  const { say, sayBriefly, press, script } = writing(chat)
  const customer = await say('customer 10000001')
  const options = await press(customer, 'options 10000001')
  await press(options, 'scheduled 10000001')
  await say('contact 10000001')
  await say('subscriptions 10000001')
  await say('renewal 10000001 DRV')

  const several = await say('customer 株式会社')
  await press(several, several.below[1] ?? '')
  await say('options ｿﾗﾏﾒ')
  await say('customer qqzzqq')
  await say('customer 99999998')
  await say('renewal 10000001 Nothing')

  await say('expiring 0')
  const ending = await say('expiring 1')
  const item = ending.beside.at(-1) ?? ''
  // What it says of the time is the store's, which has a clock of its own.
  const taken = await chat.press(ending, item)
  expect(taken.below).toContain(item.replace('claim', 'release'))
  const mine = await say('expiring mine')
  const given = await chat.press(mine, mine.beside[0] ?? '')
  expect(given.below).toContain(item)
  await say('expiring mine')

  await sayBriefly('language')
  await sayBriefly('language ko_KR')
  await say('customer 10000003')
  await sayBriefly('language auto')
  return script()
}

/** Answers of many pages, and with every code that there is. */
const muchToRead = ['subscriptions 10000015', 'scheduled 10000016', 'options 10000009', 'expiring all 90']

const platforms = ['Slack', 'LINE WORKS'] as const

describe.each(Object.entries(people))('in %s', (locale, name) => {
  it.each(platforms)('a conversation on %s goes as it is written down', async (platform) => {
    const script = await talk(await chatOf(platform, name))
    await expect(script).toMatchFileSnapshot(`transcripts/${locale}.txt`)
  })
})

// The two whose words differ most in length.
describe.each([people.ja, people.en])('for %s', (name) => {
  it('long answers say the same on both, whatever their pages', async () => {
    const readers = await Promise.all(
      platforms.map(async (platform) => writing(await chatOf(platform, name))),
    )
    for (const line of muchToRead) {
      // Both look through all messages again and again.
      await playground.control('messages', { clear: true })
      await Promise.all(readers.map(({ say }) => say(line)))
    }
    const [slack, lineWorks] = readers.map(({ script }) => script())
    // A mention that a customer has for a name is broken in LINE WORKS, where it would ring everybody's phone.
    expect(lineWorks).not.toContain('<m ')
    expect(lineWorks?.replaceAll('‹m ', '<m ')).toBe(slack)
    expect(slack?.split('\n').length).toBeGreaterThan(2_000)
  })
})
