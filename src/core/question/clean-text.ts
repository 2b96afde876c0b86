/** Longer than any question; what comes behind is left alone. */
const mostUnits = 6000

const fencedCode = /```[^`]*(?:```|$)/g
/** IDs, customer codes and domains are often written as code, and mean what they say. */
const nameAsCode = /`(?=[^`\n]*(?:\d{3}|\.\p{L}))([\p{L}\p{N}._-]{1,64})`/gu
const inlineCode = /`[^`\n]*`/g
const quotedLine = /^[ \t]*(?:>|&gt;).*$/gm
/** What a platform left of its markup: `<!channel>`, `<@U1>`, `<#C1|room>`. */
const markup = /<[!@#][^<>\n]{0,100}>/g
const link = /\bhttps?:\/\/([^\s/?#<>|"'、。]{1,253})[^\s<>"'、。，）」]*/gi
/** Emoji by name, as Slack writes them. */
const emojiName = /:[a-z][a-z0-9_+-]{1,40}:/g
/** Invisible and directing characters; line breaks stay. */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}]/gu

/** What a person said themselves: without code, quoted lines and links, but with the domain names of links. */
export function cleanText(text: string): string {
  return (
    text
      .slice(0, mostUnits)
      .normalize('NFKC')
      // One character may have become eighteen.
      .slice(0, mostUnits)
      .replace(/\r\n?|\u2028/g, '\n')
      .replace(fencedCode, ' ')
      .replace(nameAsCode, ' $1 ')
      .replace(inlineCode, ' ')
      .replace(quotedLine, ' ')
      .replace(markup, ' ')
      .replace(link, ' $1 ')
      .replace(emojiName, ' ')
      .replace(invisible, (character) => (character === '\n' ? '\n' : character === '\t' ? ' ' : ''))
  )
}
