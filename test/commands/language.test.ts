import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import { createFindReaders } from '../../src/commands/find-reader.ts'
import { type Locale, locales } from '../../src/core/locale.ts'
import type { LanguageOwner, Languages } from '../../src/core/ports.ts'
import { clockOn, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

/** Languages as long as the test runs. */
function remember(): Languages {
  const kept = new Map<string, Locale>()
  const key = ({ platform, workspace, kind, id }: LanguageOwner) => [platform, workspace, kind, id].join()
  return {
    find: async (of) => kept.get(key(of)),
    choose: async (of, locale) => void kept.set(key(of), locale),
    forget: async (of) => void kept.delete(key(of)),
  }
}

/** People who talk with one desk; the profile of each says Korean. */
function converse(languages: Languages = remember()) {
  const desk = createDesk({
    partner: knownPartner({}),
    clock: clockOn('2026-11-21'),
    languages,
    findOption: () => undefined,
    log: silentLog,
  })
  const findReaders = createFindReaders(languages, 'en', silentLog)
  return async (person: string, room: string, line: string, profile: Locale | null = 'ko') => {
    const call = typed(line, { person, room })
    const readers = await findReaders(call, { locale: profile ?? undefined, zone: 'Asia/Seoul' })
    const lines = linesOf(await desk.answer(call, readers.person), readers.person)
    return { lines, room: readers.room.locale }
  }
}

describe('language', () => {
  it('comes from the profile until the person chooses, and again after auto', async () => {
    const say = converse()
    expect((await say('ann', 'r1', '/help')).lines[1]).toMatch(/[가-힣]/)
    expect((await say('ann', 'r1', '/language ja_JP')).lines.slice(0, 2)).toEqual([
      '言語設定',
      '今後、あなたへの回答は日本語で表示します。',
    ])
    expect((await say('ann', 'r2', '/help')).lines[1]).toMatch(/[ぁ-ん]/)
    expect((await say('bob', 'r1', '/help')).lines[1]).toMatch(/[가-힣]/)
    expect((await say('ann', 'r1', '/language auto')).lines.slice(0, 3)).toEqual([
      '언어 설정',
      '프로필의 언어로 되돌렸습니다.',
      '내 언어: 한국어 · 프로필 기준',
    ])
    expect((await say('ann', 'r1', '/help')).lines[1]).toMatch(/[가-힣]/)
  })

  it('that a room reads along is the room’s, and so are its buttons', async () => {
    const languages = remember()
    const desk = createDesk({
      partner: knownPartner({}),
      clock: clockOn('2026-11-21'),
      languages,
      findOption: () => undefined,
      log: silentLog,
    })
    const findReaders = createFindReaders(languages, 'en', silentLog)
    const inRoom = async (line: string) => {
      const call = typed(line, { person: 'ann', room: 'r1', isForRoom: true, platform: 'lineworks' })
      const { room } = await findReaders(call, { locale: 'ko', zone: 'Asia/Seoul' })
      const card = await desk.answer(call, room)
      return { lines: linesOf(card, room), commands: card.actions.map(({ command }) => command) }
    }
    const set = await inRoom('/language room zh-CN')
    expect(set.lines.slice(0, 3)).toEqual([
      '语言设置',
      '今后在此聊天室中将使用简体中文。',
      '此聊天室的语言: 简体中文',
    ])
    expect(set.commands).toEqual([...locales.map((each) => `language room ${each}`), 'language room auto'])
    expect((await inRoom('/language')).lines.slice(0, 2)).toEqual(['语言设置', '此聊天室的语言: 简体中文'])
    expect((await inRoom('/language auto')).lines).toContain('您的语言: 한국어 · 依据个人资料')
  })

  it('hint names the way to a room’s language as it is typed there', async () => {
    const card = async (platform: 'slack' | 'lineworks', room: string) => {
      const desk = createDesk({
        partner: knownPartner({}),
        clock: clockOn('2026-11-21'),
        languages: remember(),
        findOption: () => undefined,
        log: silentLog,
      })
      const call = typed('/language', { person: 'ann', room, platform })
      return linesOf(await desk.answer(call, { locale: 'ko', zone: 'Asia/Seoul' }))
    }
    expect((await card('slack', 'C1')).join('\n')).toContain('/desk language room ko')
    // A room of two has the language of the one person in it.
    expect((await card('lineworks', 'ann')).join('\n')).not.toMatch(/room/)
  })

  it('of a room is for what everybody reads, and for people without one of their own', async () => {
    const say = converse()
    await say('ann', 'r1', '/language room zh-TW')
    expect((await say('ann', 'r1', '/help')).room).toBe('zh-TW')
    expect((await say('ann', 'r2', '/help')).room).toBe('ko')
    expect((await say('ann', 'r1', '/help')).lines[1]).toMatch(/[가-힣]/)
    expect((await say('eve', 'r1', '/language', null)).lines[0]).toBe('語言設定')
  })

  it('tells what it is', async () => {
    const say = converse()
    await say('ann', 'r1', '/language en')
    expect((await say('ann', 'r1', '/language')).lines.slice(0, 3)).toEqual([
      'Language',
      'Your language: English · chosen by you',
      "This room's language: Not set",
    ])
  })

  it.each(['/language fr', '/language room fr', '/language ja ko', '/language everybody ja'])(
    '%s is not understood',
    async (line) => {
      const { lines } = await converse()('ann', 'r1', line, 'en')
      expect(lines.join('\n')).toMatch(/is not one of the five languages/)
      expect(lines).toContain('Write: /language [LANGUAGE]')
    },
  )

  it('is the profile’s while the store is down', async () => {
    const down = async () => {
      throw new Error('down')
    }
    const say = converse({ find: down, choose: down, forget: down })
    expect((await say('ann', 'r1', '/help')).lines[1]).toMatch(/[가-힣]/)
    expect((await say('ann', 'r1', '/language ja')).lines.join('\n')).toContain('internal')
  })
})
