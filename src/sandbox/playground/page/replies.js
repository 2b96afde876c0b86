import { createComposer } from './composer.js'
import { element } from './element.js'
import { focusMessageAction } from './message-actions.js'
import { createLineParts } from './parts.js'

/**
 * The lines below threads, each with what its person has typed so far, which outlives its being closed or out of
 * sight.
 *
 * @param {HTMLElement} log
 * @param {{ mention: string, show: () => void,
 *   send: (person: string, thread: string, text: string) => Promise<void> }} given
 */
export function createReplies(log, { mention, show, send }) {
  /** @type {Map<string, string>} what was typed, by person and thread */
  const drafts = new Map()
  /** @type {Set<string>} by person and thread */
  const open = new Set()
  const keyOf = (person, thread) => `reply ${person} ${thread}`

  function render(person, thread) {
    const key = keyOf(person, thread)
    const box = element('div', {
      class: 'reply-box',
      role: 'group',
      'aria-label': 'Thread',
      'data-reply': key,
    })
    const parts = createLineParts(box, `reply-${thread}`)
    parts.input.setAttribute('aria-label', 'Reply in thread')
    parts.input.dataset.testid = 'reply'
    parts.input.placeholder = 'Reply…'
    parts.input.value = drafts.get(key) ?? ''
    const composer = createComposer(parts, {
      mention: () => mention,
      check: refuseCommand,
      onChange: (text) => drafts.set(key, text),
      async onSend(text) {
        try {
          await send(person, thread, text)
        } catch (error) {
          composer.restore(text, `Not sent: ${error.message}`)
        }
      },
    })
    parts.form.addEventListener('keydown', (event) => {
      // The first press closes what is offered.
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
      focusMessageAction(log, thread, 'reply')
      open.delete(key)
      show()
    })
    return box
  }

  return {
    isOpen: (person, thread) => open.has(keyOf(person, thread)),
    begin(person, thread) {
      const key = keyOf(person, thread)
      open.add(key)
      show()
      log.querySelector(`[data-reply="${CSS.escape(key)}"] input`)?.focus()
    },
    toItem: (person, { thread, at }) => ({
      key: keyOf(person, thread),
      at,
      version: '',
      render: () => render(person, thread),
    }),
    forget() {
      drafts.clear()
      open.clear()
    },
  }
}

/** In Slack's own words. */
function refuseCommand(text) {
  const command = /^\/\S+/.exec(text)?.[0]
  return command === undefined ? undefined : `${command} is not supported in threads. Sorry!`
}
