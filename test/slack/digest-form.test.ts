import type { ModalView } from '@slack/types'
import { afterEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/core/calendar.ts'
import { card } from '../../src/core/card.ts'
import type { Digest } from '../../src/core/digest/digest.ts'
import type { DigestRule } from '../../src/core/digest/rule.ts'
import { locales } from '../../src/core/locale.ts'
import { data } from '../../src/core/phrase.ts'
import type { SlackOptions } from '../../src/slack/app.ts'
import { formView } from '../../src/slack/digest-form/form-view.ts'
import { readForm } from '../../src/slack/digest-form/read-form.ts'
import { say } from '../../src/text/speak.ts'
import { findProblems } from '../helpers/block-kit-referee.ts'
import { gate } from '../helpers/gate.ts'
import { member, startSlackDesk } from './slack-desk.ts'

const rule: DigestRule = {
  at: '08:30',
  zone: 'Asia/Seoul',
  days: 14,
  locale: 'ko',
  contains: 'team-a',
  everyDay: true,
}

let desk: Awaited<ReturnType<typeof startSlackDesk>>

async function start(given: Partial<SlackOptions> = {}) {
  desk = await startSlackDesk(given)
  return desk
}

afterEach(() => desk?.close())

const digest: Digest = {
  platform: 'slack',
  workspace: 'T1',
  room: 'C1',
  isDirect: false,
  rule,
  setBy: { person: 'U1', name: 'misaki' },
  nextAt: '2026-11-23T00:30:00Z' as Instant,
  paused: null,
}

/** Presses the button, and gives what was opened. */
async function open({ press, slackApi }: typeof desk, other: object = {}): Promise<ModalView> {
  await press('desk:open:0', 'digest form', true, other)
  await expect.poll(() => slackApi.views.opened.length, { timeout: 20_000 }).toBe(1)
  const [view] = slackApi.views.opened
  if (!view) throw new Error('nothing was opened')
  return view
}

/** What the inputs of a view hold. */
function held(view: ModalView): Record<string, unknown> {
  const initials = view.blocks.map((block) => {
    const { element = {} } = block as { element?: Record<string, unknown> }
    const [, initial] = Object.entries(element).find(([name]) => name.startsWith('initial_')) ?? []
    return [block.block_id, initial] as const
  })
  return Object.fromEntries(initials)
}

/** `view.state.values`, as a person filled them in. */
function filled(given: Record<string, unknown> = {}) {
  const {
    at = '08:30',
    zone = 'Asia/Seoul',
    days = '14',
    locale = 'ko',
    contains = null,
    everyDay = [],
  } = given
  const input = (state: object) => ({ input: state })
  return {
    at: input({ type: 'timepicker', selected_time: at }),
    zone: input({ type: 'plain_text_input', value: zone }),
    days: input({ type: 'number_input', value: days }),
    locale: input({ type: 'static_select', selected_option: { value: locale } }),
    contains: input({ type: 'plain_text_input', value: contains }),
    everyDay: input({ type: 'checkboxes', selected_options: everyDay }),
  }
}

const returned = (view: ModalView, given: Record<string, unknown> = {}) => ({
  callback_id: view.callback_id,
  private_metadata: view.private_metadata,
  state: { values: filled(given) },
})

describe('the button for the form', () => {
  it('opens it with what is usual, where the room has no digest', async () => {
    const view = await open(await start())
    expect(desk.slackApi.calls).toContain('views.open 1.2.t')
    expect(held(view)).toMatchObject({
      at: '09:00',
      zone: 'Asia/Tokyo',
      days: '30',
      locale: { value: 'ja' },
    })
    expect(held(view)).toMatchObject({ contains: undefined, everyDay: undefined })
    expect(desk.calls).toEqual([])
    expect(desk.slackApi.replies).toEqual([])
  })

  it('opens it with the rule of the room', async () => {
    const asked: unknown[] = []
    const findDigest: SlackOptions['findDigest'] = async (room) => {
      asked.push(room)
      return digest
    }
    expect(held(await open(await start({ findDigest })))).toMatchObject({
      at: '08:30',
      zone: 'Asia/Seoul',
      days: '14',
      locale: { value: 'ko' },
      contains: 'team-a',
      everyDay: [{ value: 'everyDay' }],
    })
    expect(asked).toEqual([{ platform: 'slack', workspace: 'T1', room: 'C1', isDirect: false }])
  })

  it.each<[string, NonNullable<SlackOptions['findDigest']>]>([
    ['fails', () => Promise.reject(new Error('broken'))],
    ['hangs', () => new Promise(() => {})],
  ])('opens it all the same while the store %s', async (_how, findDigest) => {
    expect(held(await open(await start({ findDigest })))).toMatchObject({ at: '09:00' })
  })

  it('opens nothing for people who may not ask', async () => {
    const { press, slackApi } = await start()
    slackApi.users.set('U1', { ...member, is_restricted: true })
    await press('desk:open:0', 'digest form')
    expect(JSON.stringify(await slackApi.reply())).toContain('access.notMember [ja]')
    expect(slackApi.views.opened).toEqual([])
  })

  it('says so where Slack does not open it', async () => {
    const { press, slackApi, lines } = await start()
    slackApi.views.answer = 'down'
    await press('desk:open:0', 'digest form', false, {
      container: { type: 'message', message_ts: '2.1', thread_ts: '1.1', is_ephemeral: false },
    })
    expect(await slackApi.reply()).toEqual({
      response_type: 'ephemeral',
      replace_original: false,
      thread_ts: '1.1',
      text: 'digestForm.notOpened [ja]',
    })
    expect(JSON.stringify(lines)).not.toContain(slackApi.responseUrl)
  })
})

describe('the form', () => {
  it.each(locales)('keeps to Slack’s limits in %s', (locale) => {
    const view = formView(rule, (key, values) => say(key, { locale, zone: 'UTC' }, values), '{}')
    for (const { text } of [view.title, view.submit, view.close].filter((one) => one !== undefined)) {
      expect(text.length).toBeLessThanOrEqual(24)
      expect(text).not.toMatch(/…|digestForm/)
    }
    const problems = findProblems({ text: 'x', blocks: JSON.parse(JSON.stringify(view.blocks)) })
    expect(problems.filter((problem) => !problem.endsWith('not for messages'))).toEqual([])
    expect(JSON.stringify(view)).not.toMatch(/\{\{|digestForm/)
  })

  it('gives back the rule that it was filled in with', () => {
    const values = filled({ contains: 'team-a', everyDay: [{ value: 'everyDay' }] })
    expect(readForm(values)).toEqual({ rule })
  })

  it('folds what is typed', () => {
    const values = filled({ zone: ' Asia/Seoul ', days: '14', contains: 'Ｔｅａｍ　 A ' })
    expect(readForm(values)).toMatchObject({ rule: { zone: 'Asia/Seoul', days: 14, contains: 'Team A' } })
  })

  it.each([
    ['zone', { zone: 'Tokyo' }, 'digestForm.notZone'],
    ['zone', { zone: '+09:00' }, 'digestForm.notZone'],
    ['zone', { zone: 'CST' }, 'digestForm.notZone'],
    ['zone', { zone: 'Etc/GMT-9' }, 'digestForm.notZone'],
    ['zone', { zone: 'Mars/Phobos' }, 'digestForm.notZone'],
    ['zone', { zone: null }, 'digestForm.notZone'],
    ['days', { days: '0' }, 'digestForm.notDays'],
    ['days', { days: '366' }, 'digestForm.notDays'],
    ['days', { days: '1.5' }, 'digestForm.notDays'],
    ['days', { days: null }, 'digestForm.notDays'],
    ['contains', { contains: '株式会社「A」' }, 'digestForm.quotes'],
  ])('says at the field %s what is wrong with %j', (field, given, key) => {
    expect(readForm(filled(given))).toEqual({ errors: { [field]: key } })
  })

  it.each([[undefined], [{}], [{ at: {} }], [filled({ locale: 'fr' })], [filled({ at: null })]])(
    'is none in %j',
    (values) => {
      expect(readForm(values)).toBeUndefined()
    },
  )
})

describe('a form that was filled in', () => {
  const answered = async () => card({ title: data('Set up') })

  it('is asked as the line that it stands for, and answered to the person alone', async () => {
    const view = await open(await start({ answer: answered }))
    const { submit, slackApi, calls } = desk
    const { status, text } = await submit(
      returned(view, { contains: 'Team A', everyDay: [{ value: 'everyDay' }] }),
    )
    expect({ status, text }).toEqual({ status: 200, text: '' })
    expect(await slackApi.reply()).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(calls).toMatchObject([
      {
        call: {
          platform: 'slack',
          workspace: 'T1',
          room: 'C1',
          person: 'U1',
          text: 'digest daily 08:30 Asia/Seoul within 14 in ko every day for "Team A"',
        },
        reader: { locale: 'ja' },
      },
    ])
  })

  it('is answered in the thread of the button', async () => {
    const container = { type: 'message', message_ts: '2.1', thread_ts: '1.1', is_ephemeral: true }
    const view = await open(await start({ answer: answered }), { container })
    await desk.submit(returned(view))
    expect(await desk.slackApi.reply()).toMatchObject({ thread_ts: '1.1' })
  })

  it('closes at once, and says that it takes longer', async () => {
    const { opened, open: letGo } = gate()
    const view = await open(await start({ waitMs: 20, answer: () => opened.then(answered) }))
    expect((await desk.submit(returned(view))).text).toBe('')
    expect((await desk.slackApi.reply()).text).toBe('slack.working [ja]')
    letGo()
    expect(JSON.stringify(await desk.slackApi.reply(2))).toContain('Set up')
  })

  it('stays open with what is wrong at the fields', async () => {
    const view = await open(await start())
    const { text } = await desk.submit(returned(view, { zone: 'Mars/Phobos', days: '0' }))
    expect(JSON.parse(text)).toEqual({
      response_action: 'errors',
      errors: { zone: 'digestForm.notZone [ja] Asia/Tokyo', days: 'digestForm.notDays [ja] Asia/Tokyo' },
    })
    expect(desk.calls).toEqual([])
  })

  it('is too old once its answer could not be sent any more', async () => {
    let now = Date.now()
    const view = await open(await start({ wallClock: () => now }))
    now += 29 * 60_000 + 1
    const { text } = await desk.submit(returned(view))
    expect(JSON.parse(text).errors).toEqual({ at: expect.stringContaining('digestForm.tooOld [ja]') })
    expect(desk.calls).toEqual([])
  })

  it.each(['', 'x', '{}'])('is refused with %j in place of where it came from', async (private_metadata) => {
    const view = await open(await start())
    const { text } = await desk.submit({ ...returned(view), private_metadata })
    expect(JSON.parse(text).errors).toHaveProperty('at')
  })

  it('is refused to people who may not ask', async () => {
    let now = Date.now()
    const view = await open(await start({ wallClock: () => now }))
    desk.slackApi.users.set('U1', { ...member, deleted: true })
    now += 11 * 60_000
    await desk.submit(returned(view))
    expect(JSON.stringify(await desk.slackApi.reply())).toContain('access.notMember')
    expect(desk.calls).toEqual([])
  })
})
