import type { Finding } from './finding.ts'

/** What each scope is for, in the order in which they are told. */
const uses = {
  'partner.read': 'customers cannot be read',
  bot: 'the bot cannot write',
  'user.read': 'names, languages and time zones of people in LINE WORKS stay unknown',
} as const

/** Whether the desk asks for the scopes that it needs; `given` as WORKS_SCOPES has them. */
export function describeScopes(given: string, hasBot: boolean): Finding {
  const asked = given.split(/[\s,]+/).filter(Boolean)
  const needed = hasBot ? (['partner.read', 'bot', 'user.read'] as const) : (['partner.read'] as const)
  const missing = needed.filter((scope) => !asked.includes(scope))
  if (missing.length === 0) return { isWell: true, line: `scopes: ${asked.join(' ')}` }
  const lacks = missing.map((scope) => `${scope} (without it ${uses[scope]})`).join(', ')
  return {
    isWell: false,
    line: `scopes: WORKS_SCOPES lacks ${lacks}; add it there and in the Developer Console`,
  }
}
