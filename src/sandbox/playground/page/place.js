/**
 * Where a link to a message leads: `#slack/ROOM/MESSAGE`.
 *
 * @param {string} hash
 * @returns {{ platform: string, room: string, message: string | undefined } | undefined}
 */
export function readPlace(hash) {
  const [platform, room, message] = hash.slice(1).split('/').map(decodeSafely)
  return platform === 'slack' && room ? { platform, room, message } : undefined
}

function decodeSafely(text) {
  try {
    return decodeURIComponent(text)
  } catch {
    // Typed by hand; it then names nothing.
    return ''
  }
}
