import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Chat, Heard } from './chat/heard.ts'
import { lineWorksChat } from './chat/lineworks.ts'
import { openPlayground, type Playground, type Shown } from './chat/playground.ts'
import { slackChat } from './chat/slack.ts'

const zone = 'Asia/Tokyo'
const room = 'C0DESK00001'
const misaki = 'U0MISAKI001'
const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const tokyoMs = 9 * 60 * minuteMs

let playground: Playground
let slack: Chat
let works: Chat

beforeAll(async () => {
  // Each message of a digest waits a second for the one before: those customers that there always are will do.
  playground = await openPlayground(undefined, { SANDBOX_CUSTOMERS: '1' })
  slack = slackChat(playground, misaki)
  const [person] = await playground.people('lineworks')
  const id = person?.id ?? ''
  await playground.control('lineworks/begin', { person: id })
  works = lineWorksChat(playground, id)
}, 60_000)
afterAll(() => playground.close())

/**
 * Moves the clock to two minutes past nine in Tokyo, of the next day on which that lies ahead. It stops before nine: a
 * digest whose morning begins with the copy of another day waits five seconds for a new one.
 */
async function nextMorning(): Promise<void> {
  const now = await playground.now()
  const today = Math.floor((now + tokyoMs) / dayMs) * dayMs - tokyoMs + (9 * 60 - 2) * minuteMs
  const minutes = Math.ceil(((now < today ? today : today + dayMs) - now) / minuteMs)
  await playground.control('clock', { advance: `PT${minutes}M` })
  await playground.collected()
  await playground.control('clock', { advance: 'PT4M' })
}

/** The messages of the digest that is posted next, once all of it is. */
async function digestAfter(act: () => Promise<void>): Promise<Shown[]> {
  const known = new Set((await playground.messages()).map(({ id }) => id))
  const days = (await lastDays()).length
  await act()
  await expect.poll(lastDays, { interval: 200 }).toHaveLength(days + 1)
  await expect.poll(async () => (await lastDays())[0], { interval: 200 }).toMatch(/: sent$/)
  return (await playground.messages()).filter(({ id, ephemeral }) => !known.has(id) && !ephemeral)
}

/** What became of each day, the newest first. */
async function lastDays(): Promise<string[]> {
  const { lines } = await slack.say('digest status')
  const pairs = lines.slice(lines.indexOf('Last digests') + 1)
  if (!lines.includes('Last digests')) return []
  return pairs.flatMap((label, index) => (index % 2 === 0 ? [`${label}: ${pairs[index + 1]}`] : []))
}

const inSlack = (messages: readonly Shown[]) => messages.filter(({ platform }) => platform === 'slack')
const parentOf = (messages: readonly Shown[]) => inSlack(messages).find(({ thread }) => !thread)

function itemsIn(messages: readonly Shown[]): string[] {
  const found = [...JSON.stringify(messages).matchAll(/"value":"item ([^"]+)"/g)]
  return [...new Set(found.map(([, item]) => item ?? ''))]
}

/** Presses the button beside a line of the digest, and reads what the presser alone is shown. */
async function open(messages: readonly Shown[], item: string): Promise<Heard> {
  const message = inSlack(messages).find((each) => JSON.stringify(each).includes(`"item ${item}"`))
  if (!message) throw new Error(`no message has ${item}`)
  return slack.press({ ...nothingHeard, id: message.id }, `item ${item}`)
}

const nothingHeard: Heard = {
  id: '',
  title: '',
  lines: [],
  notes: [],
  beside: [],
  below: [],
  hasNext: false,
}

const pressLike = (heard: Heard, word: string) =>
  slack.press(heard, heard.below.find((line) => line.startsWith(word)) ?? word)

/** The line of an item in a message as it is now. */
async function lineOf(messages: readonly Shown[], item: string): Promise<string> {
  const ids = new Set(inSlack(messages).map(({ id }) => id))
  const now = (await playground.messages()).filter(({ id }) => ids.has(id))
  const blocks = now.flatMap(({ payload }) => payload.blocks as object[])
  const at = blocks.findIndex((block) => JSON.stringify(block).includes(`"item ${item}"`))
  // A long line has its words in the next block.
  return JSON.stringify(blocks.slice(at, at + 2))
}

describe('a digest', () => {
  it('is set up, posted, worked on, and is without that on the next day', async () => {
    await slack.say('language en')
    const set = await slack.say(`digest daily 09:00 ${zone} within 14 in en every day`)
    expect(set.lines.join('\n')).toContain(`Every day, 09:00 (${zone})`)
    await works.say(`digest daily 09:00 ${zone} within 14 in en every day`)

    const first = await digestAfter(nextMorning)
    expect(inSlack(first).filter(({ thread }) => !thread)).toHaveLength(1)
    const thread = inSlack(first).filter(({ thread }) => thread)
    expect(new Set(thread.map(({ thread }) => thread))).toEqual(new Set([parentOf(first)?.id]))
    expect(first.every((each) => each.platform !== 'slack' || each.room === room)).toBe(true)

    const today = new Date((await playground.now()) + tokyoMs).toISOString().slice(0, 10)
    const later = itemsIn(first).filter(
      (item) => Date.parse(item.slice(-10)) - Date.parse(today) >= 9 * dayMs,
    )
    const [claimed = '', snoozed = '', done = '', untouched = ''] = later
    expect(untouched).not.toBe('')

    const card = await open(first, claimed)
    await pressLike(card, 'claim')
    await expect.poll(() => lineOf(first, claimed)).toContain('佐藤 美咲')
    const choices = await open(first, snoozed)
    // The nearest is tomorrow, when it is there again.
    const [, inAWeek = ''] = choices.below.filter((line) => line.startsWith('snooze'))
    const put = await slack.press(choices, inAWeek)
    expect(put.lines[0]).toMatch(/^You have snoozed this until/)
    // A message that is being changed has other buttons a moment later.
    await expect.poll(() => lineOf(first, snoozed)).toContain('佐藤 美咲')
    await pressLike(await open(first, done), 'done')
    await expect.poll(() => lineOf(first, done)).toContain('done: 佐藤 美咲')

    const second = await digestAfter(nextMorning)
    const named = JSON.stringify(second)
    expect(named).toContain('Changed since')
    const listed = itemsIn(second)
    expect(listed).toContain(claimed)
    expect(listed).toContain(untouched)
    expect(listed).not.toContain(done)
    expect(await lineOf(second, claimed)).toContain('佐藤 美咲')
    expect(listed).not.toContain(snoozed)

    const inWorks = second.filter(({ platform }) => platform === 'lineworks')
    expect(inWorks.length).toBeGreaterThan(0)
    expect(inWorks.length).toBeLessThanOrEqual(5)
  }, 120_000)

  it('says what it would be without being one, and ends when it is told to', async () => {
    const before = await lastDays()
    const preview = await slack.say('digest now')
    expect(preview.lines.length).toBeGreaterThan(3)
    expect(await lastDays()).toEqual(before)
    await slack.say('digest off')
    await nextMorning()
    const status = await slack.say('digest')
    expect(status.lines.join('\n')).not.toContain('Next')
  })
})
