import { slackBotName } from '../../core/bot-name.ts'
import type { Team } from './team.ts'

/** Slack links every ending of the internet's; these are the ones that people of the sandbox write. */
const endings = 'com|net|org|io|dev|co|jp|kr|tw|cn|example'

const inUrl = String.raw`[\w\-.~:/?#@!$&'()*+,;=%]*[\w\-~/#$&*+=%]`

/**
 * What Slack makes of a line that is typed in a workspace: mentions become ids, addresses links, and the three signs
 * that Slack reserves entities. https://docs.slack.dev/messaging/formatting-message-text
 */
export function createSlackMarkup(team: Team): (typed: string) => string {
  const references = referencesOf(team)
  const linked = new RegExp(
    [
      String.raw`(?<mail>(?<![\w.+-])[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,})`,
      String.raw`(?<url>\bhttps?://${inUrl})`,
      String.raw`(?<domain>(?<![\w.@/-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:${endings})(?![\w-]|\.\w)(?:/(?:${inUrl})?)?)`,
      String.raw`(?<reference>(?<![\w.])(?:${[...references.keys()].map(RegExp.escape).join('|')})(?![\w-]))`,
    ].join('|'),
    'gi',
  )
  return (typed) => {
    let markup = ''
    let end = 0
    for (const match of typed.matchAll(linked)) {
      markup += escapeSigns(typed.slice(end, match.index)) + link(match, references)
      end = match.index + match[0].length
    }
    return markup + escapeSigns(typed.slice(end))
  }
}

/** What `@` and `#` can be followed by, in small letters, and what Slack makes of the whole. */
function referencesOf({ bot, people, rooms, userGroups }: Team): ReadonlyMap<string, string> {
  return new Map([
    ...[slackBotName, bot.handle, bot.name].map((name) => reference(`@${name}`, `<@${bot.id}>`)),
    ...people.map(({ id, handle }) => reference(`@${handle}`, `<@${id}>`)),
    ...userGroups.map(({ id, handle }) => reference(`@${handle}`, `<!subteam^${id}>`)),
    ...['here', 'channel', 'everyone'].map((name) => reference(`@${name}`, `<!${name}>`)),
    ...rooms
      .filter(({ person }) => person === undefined)
      .map(({ id, name }) => reference(`#${name}`, `<#${id}|${name}>`)),
  ])
}

function link({ 0: typed, groups = {} }: RegExpExecArray, references: ReadonlyMap<string, string>): string {
  const text = escapeSigns(typed)
  if (groups.mail) return `<mailto:${text}|${text}>`
  if (groups.url) return `<${text}>`
  if (groups.domain) return `<http://${text}|${text}>`
  return references.get(typed.toLowerCase()) ?? text
}

function escapeSigns(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

function reference(typed: string, markup: string): readonly [string, string] {
  return [typed.toLowerCase(), markup]
}
