import { getJson } from './sandbox.js'

/**
 * @typedef {object} Offer
 * @property {string} text the whole line once it is taken
 * @property {string} label
 * @property {string} [name] of a customer; anything may stand in it
 * @property {string} takes
 * @property {string} about
 * @property {string} [lang] BCP 47, of a question
 */

/**
 * The commands that a line may become.
 *
 * @param {readonly any[]} commands
 * @param {string} typed
 * @param {readonly string[] | undefined} registered names, where the sandbox was told any
 * @returns {Offer[]}
 */
export function offerCommands(commands, typed, registered) {
  const isWhole = commands.some(({ text }) => text.trimEnd() === typed.trimEnd())
  if (!typed.startsWith('/') || isWhole) return []
  return commands
    .filter(({ text }) => text.startsWith(typed) && (registered?.includes(nameOf(text)) ?? true))
    .map((command) => ({ ...command, label: command.text.trimEnd() }))
}

/**
 * The bot's name where it is being typed, and the questions that may follow.
 *
 * @param {string} typed
 * @param {string} mention such as `@partner-desk`
 * @param {readonly { text: string, about: string, lang: string }[]} questions
 * @returns {Offer[]}
 */
export function offerMentions(typed, mention, questions) {
  // Within an address of mail nobody is called.
  const begun = /(?<![\w.+-])@[^@]*$/.exec(typed)?.[0]
  if (begun === undefined) return []
  const isName = begun.length < mention.length && mention.toLowerCase().startsWith(begun.toLowerCase())
  const text = `${typed.slice(0, typed.length - begun.length)}${mention} `
  const names = isName ? [{ text, label: mention, takes: '', about: 'A question in your own words' }] : []
  const likely = questions.filter(({ text }) => text !== typed && text.startsWith(typed))
  return [
    ...names,
    ...likely.map((question) => ({ ...question, label: question.text, takes: '', about: '' })),
  ]
}

/**
 * The customers that a line may go on with, once its command has been typed.
 *
 * @param {readonly any[]} commands
 * @param {string} typed
 * @returns {Promise<Offer[]>}
 */
export async function offerCustomers(commands, typed) {
  const command = commands.find(({ text, takes }) => takes.startsWith('CUSTOMER') && typed.startsWith(text))
  if (!command) return []
  const like = typed.slice(command.text.length)
  // What follows a whole ID is an option.
  if (/^\s*\d+\s/.test(like)) return []
  const found = await findCustomers(like)
  if (found.length === 1 && found[0].id === like.trim()) return []
  const gap = command.takes.includes('OPTION') ? ' ' : ''
  return found.map(({ id, name, note }) => ({
    text: `${command.text}${id}${gap}`,
    label: id,
    name,
    takes: '',
    about: note,
  }))
}

/**
 * @param {string} like
 * @returns {Promise<{ id: string, name: string, note: string }[]>}
 */
export function findCustomers(like) {
  return getJson(`/_sandbox/customers?like=${encodeURIComponent(like)}`)
}

function nameOf(text) {
  return /^\/(\S+)/.exec(text)?.[1]
}
