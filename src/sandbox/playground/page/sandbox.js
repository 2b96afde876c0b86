/** @param {string} path */
export async function getJson(path) {
  return readAnswer(await fetch(path))
}

/**
 * Rejects with the sandbox's own words where it refuses.
 *
 * @param {string} path
 * @param {object} body
 */
export async function postJson(path, body) {
  const headers = { 'content-type': 'application/json' }
  return readAnswer(await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function readAnswer(answer) {
  const body = await answer.json()
  if (!answer.ok) throw new Error(body.error ?? body.message ?? `The sandbox answered ${answer.status}`)
  return body
}

/**
 * Reads the record of messages now and after each change, one reading at a time.
 *
 * @param {{ onMessages: (messages: any[]) => Promise<void>, onConnection: (isOpen: boolean) => void }} listener
 */
export function watchMessages({ onMessages, onConnection }) {
  const stream = new EventSource('/_sandbox/stream')
  let isReading = false
  let isStale = false

  async function read() {
    isStale = true
    if (isReading) return
    isReading = true
    try {
      while (isStale) {
        isStale = false
        await onMessages(await getJson('/_sandbox/messages'))
      }
    } catch {
      // The sandbox went away in between; the stream says so too, and comes back with a first event.
    } finally {
      isReading = false
    }
  }

  stream.addEventListener('messages', read)
  stream.addEventListener('open', () => onConnection(true))
  stream.addEventListener('error', () => onConnection(false))
}
