import { describe, expect, it } from 'vitest'
import { readText } from '../../src/slack/read-text.ts'

const read = (text: string) => readText(text, 'UBOT')

describe('the text of a message', () => {
  it.each([
    ['<@UBOT> when does the trial of 10000001 end?', 'when does the trial of 10000001 end?'],
    ['<@UBOT>: customer 1', 'customer 1'],
    ['<@UBOT>さん、そらまめさんのトライアルいつまで？', 'そらまめさんのトライアルいつまで？'],
    ['<@UBOT> さん、いつまで？', 'いつまで？'],
    ['<@UBOT> 様子を教えて', '様子を教えて'],
    ['<@UBOT>님, 언제까지예요?', '언제까지예요?'],
    ['いつまで？ <@UBOT|partner-desk>', 'いつまで？'],
    ['hello <@UBOT>, which plan?', 'hello  which plan?'],
    ['<@UBOT>\n&gt; quoted', '> quoted'],
    ['<@UBOT>', ''],
  ])('%j is cleared of the bot’s name', (given, text) => {
    expect(read(given)).toEqual({ text, isMentioned: true })
  })

  it.each([
    ['<@U10000001> asks', '@ asks'],
    ['<@U10000001|yamada> asks', '@ asks'],
    ['<!subteam^S10000001|@support> look', '@ look'],
    ['<!here> look', '@here look'],
    ['<!channel|@channel> look', '@channel look'],
    ['in <#C10000001|support-jp>', 'in #support-jp'],
    ['in <#C10000001>', 'in #'],
    ['plan of <http://example.com|example.com>?', 'plan of example.com?'],
    ['see <https://example.com/a?b=1&amp;c=2>', 'see https://example.com/a?b=1&c=2'],
    ['mail <mailto:a@b.example|a@b.example>', 'mail a@b.example'],
    ['mail <mailto:a@b.example>', 'mail a@b.example'],
    ['on <!date^1392734382^{date}|18 February 2014>', 'on 18 February 2014'],
    ['A &amp; B &lt;C&gt; &amp;lt;', 'A & B <C> &lt;'],
    ['<https://a.example|A &amp; B>', 'A & B'],
    ['&gt; quoted\n&gt;too\nand 1 &gt; 0', '> quoted\n> too\nand 1 > 0'],
    ['`customer 1` and ```a\nb```', '`customer 1` and ```a\nb```'],
    ['a < b', 'a < b'],
  ])('%j is what was seen', (given, text) => {
    expect(read(given)).toEqual({ text, isMentioned: false })
  })

  it('names nobody where the bot is not known', () => {
    expect(readText('<@UBOT> hello', undefined)).toEqual({ text: '@ hello', isMentioned: false })
  })
})
