import { byId } from './element.js'
import { getJson, postJson } from './sandbox.js'
import { inZone } from './time.js'

const msPerDay = 86_400_000
/** The page's date follows midnight, and what others do to the clock. */
const refreshMs = 60_000

/**
 * The sandbox's date, and the buttons that move it.
 *
 * @param {() => string} zone IANA, of the person that the reader plays
 * @param {() => void} onMoved after one of the buttons
 */
export function createClock(zone, onMoved) {
  let offsetMs = 0

  function show() {
    byId('clock-date').textContent = inZone(new Date(Date.now() + offsetMs), zone(), 'date')
    const days = Math.round(offsetMs / msPerDay)
    byId('clock-shift').textContent = days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'} ahead`
  }

  async function ask(answer) {
    try {
      const { now, wall } = await answer
      offsetMs = Date.parse(now) - Date.parse(wall)
    } catch {
      // The sandbox is away, which the page tells below the line; the date stays as it was.
    }
    show()
  }

  function onClick(button, wish) {
    button.addEventListener('click', async () => {
      if (button.ariaDisabled) return
      button.ariaDisabled = 'true'
      await ask(postJson('/_sandbox/clock', wish))
      button.ariaDisabled = null
      onMoved()
    })
  }

  for (const button of document.querySelectorAll('[data-advance]'))
    onClick(button, { advance: button.getAttribute('data-advance') })
  onClick(byId('clock-reset'), { reset: true })
  const refresh = () => ask(getJson('/_sandbox/clock'))
  setInterval(refresh, refreshMs)

  return {
    refresh,
    show,
    /** The sandbox's time, ISO 8601. */
    now: () => new Date(Date.now() + offsetMs).toISOString(),
  }
}
