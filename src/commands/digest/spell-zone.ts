/**
 * A known zone as the IANA database writes it. Its aliases, such as `asia/kolkata`, are kept rather than resolved:
 * people are to find again what they wrote.
 */
export function spellZone(typed: string): string {
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: typed }).resolvedOptions()
  if (timeZone.toLowerCase() === typed.toLowerCase()) return timeZone
  return typed === typed.toLowerCase()
    ? typed.replaceAll(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase())
    : typed
}
