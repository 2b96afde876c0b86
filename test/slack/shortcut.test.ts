import { describe, expect, it } from 'vitest'
import { assertValidMessage } from '../helpers/block-kit-referee.ts'
import { echo, title, useShortcutDesks, written } from './shortcut-desk.ts'
import { logged, member } from './slack-desk.ts'

const { start } = useShortcutDesks()

describe('the shortcut of a message', () => {
  it('is acknowledged with nothing, and answered to whoever used it', async () => {
    const { use, slackApi, said } = await start()
    slackApi.users.set('U1', { ...member, profile: { display_name: 'misaki' } })
    expect(await use()).toMatchObject({ status: 200, text: '' })
    const reply = await slackApi.reply()
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(title(reply)).toBe('Looked up: About 10000001')
    assertValidMessage({ text: reply.text, blocks: JSON.parse(JSON.stringify(reply.blocks)) })
    expect(said).toMatchObject([
      {
        said: {
          call: {
            platform: 'slack',
            workspace: 'T1',
            room: 'C1',
            person: 'U1',
            personName: 'misaki',
            text: 'About 10000001',
          },
          isAddressed: true,
          isLookUp: true,
          thread: written.ts,
        },
      },
    ])
    expect(said[0]?.said.call).not.toHaveProperty('isForRoom')
  })

  it('reads what people read, without the name of the bot', async () => {
    const { use, slackApi, said } = await start()
    await use({ text: '<@UDESK> &lt;10000001&gt; for <@U2>, see <http://example.com|example.com>' })
    await slackApi.reply()
    expect(said[0]?.said.call.text).toBe('<10000001> for @, see example.com')
  })

  it('is answered in the channel where the message has no thread, for nobody would see it there', async () => {
    const { use, slackApi } = await start()
    await use()
    expect(await slackApi.reply()).not.toHaveProperty('thread_ts')
  })

  it.each([
    ['of which it is part', '1700000000.000100'],
    ['that it begins', written.ts],
  ])('is answered in the thread %s', async (_which, thread) => {
    const { use, slackApi, said } = await start()
    await use({ thread_ts: thread })
    expect(await slackApi.reply()).toMatchObject({ response_type: 'ephemeral', thread_ts: thread })
    expect(said[0]?.said.thread).toBe(thread)
  })

  it('can be asked what was said before, by people and by the bot', async () => {
    const { use, slackApi, said, calls } = await start()
    const thread = '1700000000.000100'
    slackApi.threads.set(thread, [
      { user: 'U2', ts: thread, text: 'News of <http://example.com|example.com>' },
      { user: 'UALERT', bot_id: 'BALERT', ts: '1700000000.000200', text: 'Disk full' },
      { user: 'UDESK', bot_id: 'BDESK', ts: '1700000000.000300', text: 'Acme Inc.' },
      { ...written, thread_ts: thread },
    ])
    await use({ thread_ts: thread })
    await slackApi.reply()
    expect(slackApi.calls).not.toContain(`conversations.replies C1 ${thread}`)
    expect(await said[0]?.said.readThread?.()).toEqual(['News of example.com', 'Acme Inc.'])
    expect(calls).toEqual([])
  })

  it('has nothing before it where it begins the thread', async () => {
    const { use, slackApi, said } = await start()
    await use({ thread_ts: written.ts })
    await slackApi.reply()
    expect(await said[0]?.said.readThread?.()).toEqual([])
    expect(slackApi.calls.filter((call) => call.startsWith('conversations.replies'))).toEqual([])
  })

  it('knows nothing of a thread that cannot be read', async () => {
    const { use, slackApi, said, lines } = await start()
    await use({ thread_ts: '1700000000.000100' })
    await slackApi.reply()
    expect(await said[0]?.said.readThread?.()).toEqual([])
    expect(lines.map(({ message }) => message)).toContain('thread could not be read')
  })

  it('is answered in the language of whoever used it, not in that of the message', async () => {
    const { use, slackApi } = await start({ converse: async (said) => ({ ...echo(said), locale: 'ko' }) })
    await use()
    expect(JSON.stringify(await slackApi.reply())).toContain('Looked up: About 10000001 [ja]')
  })

  it('gives an answer that is shared into the thread of its message, also where nobody has begun it', async () => {
    const { use, press, slackApi } = await start()
    await use()
    const shareIn = async (reply: number) =>
      /"action_id":"(desk:share[^"]*)"/.exec(JSON.stringify(await slackApi.reply(reply)))?.[1] ?? ''
    expect(await shareIn(1)).toBe(`desk:share@${written.ts}`)
    await press(`desk:refresh@${written.ts}`, 'about 10000001 trial')
    const refreshed = await slackApi.reply(2)
    expect(refreshed).not.toHaveProperty('thread_ts')
    await press(await shareIn(2), 'about 10000001 trial')
    expect(await slackApi.reply(3)).toMatchObject({ response_type: 'in_channel', thread_ts: written.ts })
  })

  it('tells why it is not shared where that is seen: nobody has begun the thread', async () => {
    const { press, slackApi } = await start()
    slackApi.rooms.delete('C1')
    await press(`desk:share@${written.ts}`, 'about 10000001 trial')
    const reply = await slackApi.reply(1)
    expect(reply).toMatchObject({ response_type: 'ephemeral' })
    expect(reply).not.toHaveProperty('thread_ts')
  })

  it('gives an answer that can be shared into the thread', async () => {
    const { use, press, slackApi, calls } = await start()
    const thread = '1700000000.000100'
    await use({ thread_ts: thread })
    expect(JSON.stringify(await slackApi.reply(1))).toContain('"action_id":"desk:share"')
    const container = { message_ts: '1700000009.000100', thread_ts: thread, is_ephemeral: true }
    await press('desk:share', 'about 10000001 trial', true, { container })
    expect(await slackApi.reply(2)).toMatchObject({ response_type: 'in_channel', thread_ts: thread })
    expect(calls.map(({ call }) => call.text)).toEqual(['about 10000001 trial'])
  })

  it.each([
    ['a file alone', { text: '', files: [{ id: 'F1' }], subtype: 'file_share' }],
    ['nothing but the bot’s name', { text: '<@UDESK>' }],
    ['nothing at all', { text: undefined, user: undefined, bot_id: 'B1' }],
  ])('says so where the message is %s', async (_what, message) => {
    const { use, slackApi, said } = await start()
    await use(message)
    expect(await slackApi.reply()).toEqual({
      response_type: 'ephemeral',
      replace_original: false,
      text: 'slack.nothingToLookUp [ja]',
    })
    expect(said).toEqual([])
  })

  it('reads what another app posted', async () => {
    const { use, slackApi } = await start()
    await use({
      text: '',
      bot_id: 'B1',
      attachments: [{ fallback: 'Ticket of <mailto:a@b.example|a@b.example>' }],
    })
    expect(title(await slackApi.reply())).toBe('Looked up: Ticket of a@b.example')
  })

  it('is never met with silence', async () => {
    const { use, slackApi } = await start({ converse: async () => undefined })
    await use({ text: 'Thanks!' })
    expect(await slackApi.reply()).toMatchObject({ text: 'slack.nothingToLookUp [ja]' })
  })

  it('says that something went wrong, by its reference and not by the text', async () => {
    const desk = await start({ converse: () => Promise.reject(new Error('broken')) })
    await desk.use()
    const { text } = await desk.slackApi.reply()
    expect(text).toMatch(/^error\.internal \[/)
    await desk.slack.settled(5_000)
    const [line] = logged(desk, 'message looked up')
    expect(line?.fields).toMatchObject({ person: 'U1', outcome: 'failed' })
    expect(text).toContain(String(line?.fields.correlationId))
    expect(JSON.stringify(desk.lines)).not.toContain('About 10000001')
  })

  it('takes a mention of the bot for anybody’s where Slack does not say who it is', async () => {
    const { use, slackApi, said } = await start()
    slackApi.identity.answer = { team_id: 'T1' }
    await use({ text: '<@UDESK> 10000001' })
    await slackApi.reply()
    expect(said[0]?.said.call.text).toBe('@ 10000001')
  })
})

describe('the shortcut in other hands', () => {
  it.each([
    ['a guest', { is_restricted: true }, 'access.notMember [ja]'],
    ['somebody of another organisation', { team_id: 'T9' }, 'access.notMember [ja]'],
  ])('is refused to %s', async (_who, traits, sentence) => {
    const { use, slackApi, said, refusals } = await start()
    slackApi.users.set('U1', { ...member, ...traits })
    await use()
    const reply = await slackApi.reply()
    expect(reply).toMatchObject({ response_type: 'ephemeral', replace_original: false })
    expect(JSON.stringify(reply)).toContain(sentence)
    expect(said).toEqual([])
    expect(refusals).toMatchObject([{ person: 'U1', room: 'C1' }])
  })

  it('is refused to somebody of whom nothing can be learned', async () => {
    const { use, slackApi, said } = await start()
    slackApi.users.set('U1', 'down')
    await use()
    expect(JSON.stringify(await slackApi.reply())).toContain('access.unknown')
    expect(said).toEqual([])
  })

  it('works where the app is installed on a whole organisation', async () => {
    const { use, slackApi } = await start()
    slackApi.identity.answer = { team_id: 'E1', enterprise_id: 'E1', user_id: 'UDESK' }
    slackApi.users.set('U1', { ...member, team_id: 'T5', enterprise_user: { enterprise_id: 'E1' } })
    await use({}, { team: null, enterprise: { id: 'E1', name: 'Example' }, is_enterprise_install: true })
    expect(title(await slackApi.reply())).toBe('Looked up: About 10000001')
  })
})
