import { byId } from './element.js'
import { getJson, postJson } from './sandbox.js'

/** Longer than the 1.5 s after which the desk stops holding its answer back, and than the 3 s of Slack. */
const slowMs = 6_000

const faults = {
  slow: { target: 'partner', kind: 'slow', delayMs: slowMs },
  down: { target: 'partner', kind: 'status', status: 503 },
}

/** The buttons that make the Partner API slow or take it down; one at a time, as the sandbox plays one at a time. */
export function createTrouble() {
  const buttons = Object.entries(faults).map(([name, fault]) => ({ button: byId(`trouble-${name}`), fault }))

  function show({ faults: waiting }) {
    for (const { button, fault } of buttons) {
      const isOn = waiting.some(({ kind, status, target, operation }) => {
        const isWhole = target === fault.target && operation === undefined
        return isWhole && kind === fault.kind && status === fault.status
      })
      button.setAttribute('aria-pressed', String(isOn))
    }
  }

  async function ask(answer) {
    try {
      show(await answer)
    } catch {
      // The sandbox is away, which the page tells below the line; the buttons stay as they were.
    }
  }

  async function turn(button, fault) {
    const wasOn = button.ariaPressed === 'true'
    const cleared = await postJson('/_sandbox/faults', {})
    return wasOn ? cleared : postJson('/_sandbox/faults', fault)
  }

  for (const { button, fault } of buttons) button.addEventListener('click', () => ask(turn(button, fault)))
  const refresh = () => ask(getJson('/_sandbox/faults'))
  // Faults can be set from a terminal too, and from there one comes back.
  window.addEventListener('focus', refresh)
  return { refresh }
}
