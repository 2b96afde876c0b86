/** Lower case for what keeps its length in it, so that places in the text stay the same (İ stays as it is). */
export function toLowerInPlace(text: string): string {
  return inPlace(text, text.toLowerCase(), (character) => character.toLowerCase())
}

/** Upper case for what keeps its length in it, so that places in the text stay the same (ß stays as it is). */
export function toUpperInPlace(text: string): string {
  return inPlace(text, text.toUpperCase(), (character) => character.toUpperCase())
}

function inPlace(text: string, changed: string, change: (character: string) => string): string {
  if (changed.length === text.length) return changed
  return Array.from(text, (character) => {
    const other = change(character)
    return other.length === character.length ? other : character
  }).join('')
}
