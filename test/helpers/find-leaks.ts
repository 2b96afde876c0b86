/** What no line of a log may hold, whatever it is about. */
const forbidden: Readonly<Record<string, RegExp>> = {
  'a token of Slack': /xox[a-z](?:\.xox[a-z])?-[\w-]{4,}|xapp-\w{4,}/,
  'a signed assertion or token': /eyJ[\w-]{8,}\.[\w-]{8,}/,
  'a private key': /-----BEGIN|PRIVATE KEY/,
  'a bearer': /\bBearer\s+[\w.~+/-]{4,}/i,
  'a signature': /\bv0=[0-9a-f]{16,}/,
  'an address to answer at': /hooks\.slack\.com\/\w|\/slack\/response\/\w/,
  'a mail address': /[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b/i,
  'a phone number': /\b0\d{1,3}-\d{2,4}-\d{2,4}\b|\+\d{1,3}[ -]\d{2,4}[ -]\d{2,4}[ -]\d{2,4}/,
  'the name of a customer': /そらまめ|Thistledown|LINE WORKS Corp/,
  'what a person asked': /いつまで|언제까지|什麼時候|什么时候|when does .{0,40} end/i,
}

/** No secret has any of these in it; a private key is found by its first line. */
const betweenWords = /[^\w+/.-]+/

/** Random digits of one may look like a phone number. */
const uuid = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi

/** Says of every line that holds such a thing what it is, with the line; `secrets` are those that were made. */
export function findLeaks(lines: readonly string[], secrets: ReadonlySet<string>): string[] {
  return lines.flatMap((line) => {
    // Who asked is on record by design, and LINE WORKS names people by mail addresses too.
    const said = line.replaceAll(/"person":"[^"]*"/g, '').replaceAll(uuid, '')
    const kinds = Object.entries(forbidden).flatMap(([kind, pattern]) => (pattern.test(said) ? [kind] : []))
    // Word by word: thousands of secrets in as many lines would take minutes otherwise.
    const isSecret = line.split(betweenWords).some((word) => secrets.has(word))
    const found = [...kinds, ...(isSecret ? ['a secret of a setting'] : [])]
    return found.length > 0 ? [`${found.join(', ')}: ${line.slice(0, 600)}`] : []
  })
}
