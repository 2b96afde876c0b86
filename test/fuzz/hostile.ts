import fc from 'fast-check'

/** Pieces that something somewhere might read as more than text, or fail to read at all. */
const pieces = [
  // Markup of both platforms, whole and broken.
  ...[
    '<!channel>',
    '<!here|x>',
    '<@U0MISAKI001>',
    '<#C1|room>',
    '<https://evil.example|safe>',
    '<!subteam^S1>',
  ],
  ...[
    '<m userId="all">',
    '＜ｍ userId="all"＞',
    '</m>',
    '&lt;!channel&gt;',
    '&amp;amp;',
    '<',
    '>',
    '&',
    '<<',
    '>>',
  ],
  ...['*', '_', '~', '`', '```', '> ', ':smile:', '[x](https://evil.example)', '@here', '#general'],
  // What ends a line, a word or a text somewhere.
  ...['\0', '\r\n', '\n', '\r', '\t', '\v', '\u0085', '\u2028', '\u2029', '\u001b[31m', '\u007f', '\ufeff'],
  // Invisible, directing and joining characters.
  ...['\u200b', '\u200d', '\u202e', '\u2066', '\u2069', '\u00ad', '\u034f', '\u3164', '\u{e0041}', '\ufe0f'],
  // Half characters, and such as grow when they are folded.
  ...['\ud83d', '\ude00', '\udbff\udbff', 'ﷺ', '㌀', 'ŉ', 'ß', 'İ', 'ﬃ', '①', '㈱'],
  // Heaps of marks on one letter, families and flags.
  ...[`z${'\u0335\u0321\u0489'.repeat(12)}`, '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🇯🇵', 'e\u0301'],
  // Five scripts, and two from right to left.
  ...[
    'そらまめ建設',
    'ドライブはいつまで？',
    '솔빛 상사',
    '언제까지?',
    '東京',
    '续订',
    '到期日',
    'שלום',
    'مرحبا',
  ],
  // Words of the desk, numbers and codes.
  ...[
    'customer',
    '/customer',
    '/desk',
    'digest daily 09:00',
    'id:10000001',
    '10000001',
    '99999999999999999999',
  ],
  ...['trial of', 'when does', 'renewal', 'DRV', 'about', 'wrong', 'expiring 30', '-1', '1e309', 'NaN', '٣'],
  // Keys that every object has, and code of other places.
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '#{7*7}',
    '{{x}}',
    '$1',
    '$&',
    '%s',
    '%00',
    '\\u0000',
  ],
  ...["' OR 1=1 --", '";', '\\', '"', "'", '「', '」', '“', 'desk:open:1', 'desk:page_ja:2:customer'],
]

/** Texts of such pieces, of any characters, and of both. */
export const hostileText = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((parts) => parts.join(' ')),
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 })), {
      maxLength: 10,
    })
    .map((parts) => parts.join('')),
  // Half surrogate pairs wherever.
  fc
    .array(fc.integer({ min: 0, max: 0xff_ff }), { maxLength: 30 })
    .map((units) => String.fromCharCode(...units)),
)

/** The same, sometimes far longer than anybody writes. */
export const longHostileText = fc.oneof(
  { weight: 5, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostileText, fc.integer({ min: 1, max: 5_000 }))
      .map(([text, times]) => text.repeat(times).slice(0, 5_000)),
  },
)

/** JSON of any shape, some of it with keys and texts that are meant to hurt. */
export const hostileJson: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    hostileText,
    fc.constantFrom(null, true, false, 0, -1, 1.5, 2 ** 53, 1e300, '', ' '),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 4 }),
  ),
})).value

/**
 * A JSON text like one that is expected, with some values in it replaced, removed or doubled: most of what a reader
 * looks at is then as it should be.
 */
export function spoilt(sample: unknown): fc.Arbitrary<unknown> {
  return fc
    .tuple(fc.infiniteStream(fc.integer({ min: 0, max: 99 })), fc.infiniteStream(hostileJson))
    .map(([chances, others]) => {
      const change = (value: unknown): unknown => {
        if (Number(chances.next().value) < 12) return others.next().value
        if (Array.isArray(value)) return value.map(change)
        if (typeof value !== 'object' || value === null) return value
        return Object.fromEntries(
          Object.entries(value)
            .filter(() => Number(chances.next().value) >= 6)
            .map(([key, inner]) => [key, change(inner)]),
        )
      }
      return change(sample)
    })
}
