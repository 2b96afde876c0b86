import { setDisabled } from './element.js'

/** The desk gives up its own reads well before; what is still silent then said nothing. */
const patienceMs = 30_000

/**
 * Presses buttons, each of which waits until the record shows something new or the desk refuses.
 *
 * @param {HTMLElement} status the line that says what failed
 */
export function createPress(status) {
  /** @type {Map<HTMLButtonElement, ReturnType<typeof setTimeout>>} those that wait, each with the end of its patience */
  const waiting = new Map()

  function release(button) {
    clearTimeout(waiting.get(button))
    waiting.delete(button)
    setDisabled(button, false)
    button.ariaBusy = null
  }

  /** Slack shows a warning sign beside a button whose press came to nothing. */
  function fail(button, reason, name) {
    release(button)
    button.setAttribute('data-failed', '')
    button.title = reason
    status.textContent = `“${name}” failed: ${reason}`
  }

  return {
    /**
     * @param {HTMLButtonElement} button
     * @param {() => Promise<string | undefined>} send gives the reason why the press came to nothing
     * @param {string | null} [name] of what is done, where it does not stand on the button
     */
    async press(button, send, name = button.textContent) {
      if (waiting.has(button)) return
      waiting.set(
        button,
        setTimeout(() => release(button), patienceMs),
      )
      setDisabled(button, true)
      button.ariaBusy = 'true'
      button.removeAttribute('data-failed')
      button.removeAttribute('title')
      status.textContent = ''
      try {
        const reason = await send()
        if (reason !== undefined) fail(button, reason, name)
      } catch (error) {
        fail(button, error.message, name)
      }
    },
    /** The record has changed. */
    onChange() {
      for (const button of waiting.keys()) release(button)
    },
  }
}
