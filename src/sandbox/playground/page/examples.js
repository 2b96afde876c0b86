import { element } from './element.js'
import { findCustomers } from './offers.js'

/**
 * What an empty room offers to begin with.
 *
 * @param {Record<string, HTMLElement>} parts
 * @param {(text: string) => void} onChoose
 */
export function createExamples({ examples: list, input }, onChoose) {
  let offered = []
  /** @type {Map<string, ReturnType<typeof findCustomers>>} by what they are to be like */
  const found = new Map()

  async function show() {
    const examples = offered
    try {
      const lines = await Promise.all(examples.map(complete))
      // Another room may have been opened meanwhile.
      if (examples === offered) list.replaceChildren(...lines.flat().map(render))
    } catch {
      // The sandbox is away, which the page tells below the line; the next showing asks again.
      offered = []
      found.clear()
    }
  }

  /** Nothing where no customer is like that. */
  async function complete({ like, ...example }) {
    if (like === undefined) return [example]
    if (!found.has(like)) found.set(like, findCustomers(like))
    const [customer] = await found.get(like)
    return customer ? [{ ...example, text: example.text + customer.id }] : []
  }

  function render({ text, about, lang }) {
    const button = element(
      'button',
      { type: 'button' },
      element(lang ? 'strong' : 'code', { lang }, text),
      element('span', {}, about),
    )
    button.addEventListener('click', () => {
      onChoose(text)
      input.focus()
    })
    return element('li', {}, button)
  }

  return {
    /** @param {readonly any[]} examples */
    offer(examples) {
      if (JSON.stringify(examples) === JSON.stringify(offered)) return
      offered = examples
      show()
    },
    /** The sandbox's date has moved, and with it what customers are like. */
    refresh() {
      found.clear()
      return show()
    },
  }
}
