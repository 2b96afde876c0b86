/**
 * A line without its `<m userId="…">`: who is mentioned is no part of a question, and the mail address that may stand
 * there is not a customer's domain. https://developers.worksmobile.com/jp/docs/bot-mention
 */
export function withoutPeople(line: string): string {
  return line.replaceAll(/<m\s+userId\s*=\s*"[^"<>]*"\s*\/?>/gi, ' ')
}
