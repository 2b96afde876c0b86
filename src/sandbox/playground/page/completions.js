import { element } from './element.js'
import { offerCommands, offerCustomers, offerMentions } from './offers.js'

/**
 * What a line may go on with, above it.
 *
 * @param {Record<string, HTMLElement>} parts
 * @param {{ commands: readonly any[], registered: readonly string[] | undefined, mention: () => string | undefined,
 *   questions: () => readonly any[], onAccept: (text: string) => void }} given `registered`: names of commands,
 *   `mention`: what calls the bot there
 */
export function createCompletions({ input, completions: list }, given) {
  const { commands, registered, mention, questions, onAccept } = given
  let offered = []
  let marked = 0

  /** A command or name is marked at once; others only by an arrow, so that Enter sends what was typed. */
  async function offer() {
    const typed = input.value
    show(offerCommands(commands, typed, registered), 0)
    if (offered.length > 0) return
    const called = mention()
    if (called !== undefined) {
      const mentions = offerMentions(typed, called, questions())
      show(mentions, mentions[0]?.label === called ? 0 : -1)
      if (offered.length > 0) return
    }
    try {
      const customers = await offerCustomers(commands, typed)
      if (input.value === typed && document.activeElement === input) show(customers, -1)
    } catch {
      // The sandbox is away, which the page tells below the line; nothing is offered meanwhile.
    }
  }

  function show(offers, first) {
    offered = offers
    marked = first
    list.replaceChildren(...offered.map(renderOffer))
    list.hidden = offered.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    mark()
  }

  function renderOffer({ label, name, takes, about, lang }, index) {
    const option = element(
      'div',
      { id: `${list.id}-${index}`, role: 'option' },
      element(lang ? 'strong' : 'code', { lang }, label),
      // A name may hold characters that turn the direction of what follows.
      name === undefined
        ? element('span', { class: 'takes' }, takes)
        : element('bdi', { class: 'name' }, name),
      element('span', { class: 'about' }, about),
    )
    // Before the input would lose its focus.
    option.addEventListener('pointerdown', (event) => {
      event.preventDefault()
      accept(index)
    })
    return option
  }

  function mark() {
    for (const [index, option] of [...list.children].entries())
      option.setAttribute('aria-selected', String(index === marked))
    if (list.hidden || marked < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${list.id}-${marked}`)
  }

  function accept(index) {
    onAccept(offered[index].text)
    offer()
  }

  return {
    offer,
    hide: () => show([], 0),
    isOpen: () => !list.hidden,
    /** Marks the next one, or the one before. */
    step(step) {
      const from = marked < 0 && step < 0 ? 0 : marked
      marked = (from + step + offered.length) % offered.length
      mark()
    },
    /** Takes the marked one; the first where none is marked and `orFirst` says so. False where nothing was taken. */
    acceptMarked({ orFirst }) {
      if (marked < 0 && !orFirst) return false
      accept(Math.max(0, marked))
      return true
    },
  }
}
