import { byId } from './element.js'
import { postJson } from './sandbox.js'

/** The desk gives up its own reads well before; what is still silent then said nothing. */
const patienceMs = 30_000

/**
 * Presses buttons, each of which waits until the record shows something new or the desk refuses.
 *
 * @param {() => string} person id of the one that the reader plays
 */
export function createPress(person) {
  /** @type {Map<HTMLButtonElement, ReturnType<typeof setTimeout>>} those that wait, each with the end of its patience */
  const waiting = new Map()

  function release(button) {
    clearTimeout(waiting.get(button))
    waiting.delete(button)
    button.ariaDisabled = null
    button.ariaBusy = null
  }

  /** Slack shows a warning sign beside a button whose press came to nothing. */
  function fail(button, reason) {
    release(button)
    button.setAttribute('data-failed', '')
    button.title = reason
    byId('status').textContent = `“${button.textContent}” failed: ${reason}`
  }

  return {
    /**
     * @param {string} message
     * @param {HTMLButtonElement} button
     */
    async press(message, button) {
      if (waiting.has(button)) return
      waiting.set(
        button,
        setTimeout(() => release(button), patienceMs),
      )
      // A button that is truly disabled would lose the focus.
      button.ariaDisabled = 'true'
      button.ariaBusy = 'true'
      button.removeAttribute('data-failed')
      button.removeAttribute('title')
      byId('status').textContent = ''
      const { action: actionId, block: blockId } = button.dataset
      try {
        const wish = { person: person(), message, actionId, blockId }
        const { outcome } = await postJson('/_sandbox/slack/action', wish)
        if (outcome !== 'acknowledged') fail(button, outcome)
      } catch (error) {
        fail(button, error.message)
      }
    },
    /** The record has changed. */
    onChange() {
      for (const button of waiting.keys()) release(button)
    },
  }
}
