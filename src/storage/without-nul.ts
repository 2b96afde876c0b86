/** PostgreSQL takes no NUL, neither in a text nor in JSON. https://www.postgresql.org/docs/15/datatype-character.html */
export function withoutNul(text: string): string {
  return text.replaceAll('\0', '')
}
