/**
 * Parses JSON without losing digits: an integer beyond 2^53 comes back as its text, because ids of LINE WORKS
 * have up to 19 digits and are written as numbers. Undefined for what is no JSON.
 */
export function parseExactJson(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits)
  } catch {
    // Not passed on: the parser's message quotes the body, which may hold personal data.
    return undefined
  }
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  const source = context?.source
  const isTooLarge = typeof value === 'number' && !Number.isSafeInteger(value)
  return isTooLarge && source !== undefined && /^-?\d+$/.test(source) ? source : value
}
