/** Cuts the bot's name out of a line. Undefined where the line does not name it. */
export type CutMention = (line: string) => string | undefined

/**
 * Finds `@` and the bot's name anywhere in a line, whatever their case and width: LINE WORKS tells of a mention as
 * plain text only. A longer word that begins like the name is another name; scripts other than Latin write on
 * without a space, so only Latin letters and digits make a word longer.
 */
export function createCutMention(name: string): CutMention {
  const words = fold(name).trim().split(/\s+/).map(quote)
  const wordCharacter = '[\\p{Script=Latin}\\p{Number}_]'
  const isWord = new RegExp(`${wordCharacter}$`, 'u').test(fold(name).trim())
  const mention = new RegExp(
    `(?<!${wordCharacter}|[.-])@${words.join('\\s+')}${isWord ? `(?!${wordCharacter})` : ''}${address}`,
    'giu',
  )

  return (line) => {
    const folded = fold(line)
    const rest = folded.replaceAll(mention, ' ')
    return rest === folded ? undefined : rest.trim()
  }
}

/** What people write after a name that they speak to. The next line begins anew: it may be a quote. */
const address = '(?:さん|様|さま|님)?(?:[^\\S\\r\\n]|[,:;!、。])*'

const fold = (text: string) => text.normalize('NFKC')

/** Makes every character of a pattern mean itself. */
function quote(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
