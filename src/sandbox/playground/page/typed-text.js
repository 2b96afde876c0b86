import { decodeEntities } from './mrkdwn.js'

/**
 * A person's message as they typed it: Slack has made mentions, links and entities of it.
 *
 * @param {string} markup
 * @param {(id: string) => string | undefined} handleOf people, without `@`
 */
export function readTyped(markup, handleOf) {
  const plain = markup.replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_whole, target, label) => {
    if (target.startsWith('@')) return `@${handleOf(target.slice(1)) ?? target.slice(1)}`
    if (target.startsWith('#')) return `#${label ?? target.slice(1)}`
    if (target.startsWith('!')) return `@${target.slice(1)}`
    return label ?? target
  })
  return decodeEntities(plain)
}
