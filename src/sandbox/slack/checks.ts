export type Json = Readonly<Record<string, unknown>>

/** Reasons against a value, each with the place that `at` points to; none where Slack would take it. */
export type Check = (value: unknown, at: string) => string[]

export function checkText(
  text: unknown,
  limit: number,
  at: string,
  types = ['plain_text', 'mrkdwn'],
): string[] {
  if (!isJson(text) || !types.includes(String(text.type)))
    return [refusal(`must be ${types.join(' or ')}`, at)]
  return checkString(text.text, limit, `${at}/text`)
}

/** Counts UTF-16 units: which unit Slack counts in is not known, and this is the larger number. */
export function checkString(text: unknown, limit: number, at: string): string[] {
  if (typeof text !== 'string') return [refusal('must be a string', at)]
  if (text.length === 0) return [refusal('must be more than 0 characters', at)]
  return text.length > limit ? [refusal(`must be less than ${limit + 1} characters`, at)] : []
}

export function checkList(list: unknown, limit: number, at: string, check: Check): string[] {
  if (!Array.isArray(list) || list.length === 0) return [refusal('must hold at least one item', at)]
  return [...checkCount(list, limit, at), ...list.flatMap((item, index) => check(item, `${at}/${index}`))]
}

export function checkCount(list: readonly unknown[], limit: number, at: string): string[] {
  return list.length > limit ? [refusal(`no more than ${limit} items allowed`, at)] : []
}

export function checkUnique(list: readonly unknown[], key: string, at: string): string[] {
  const ids = list.map((item) => (isJson(item) ? item[key] : undefined)).filter((id) => id !== undefined)
  return new Set(ids).size < ids.length ? [refusal(`${key} must be unique`, at)] : []
}

/** Passes what is not given. */
export function unlessAbsent(value: unknown, check: (value: unknown) => string[]): string[] {
  return value === undefined ? [] : check(value)
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** As Slack writes one in `response_metadata.messages`. */
export function refusal(reason: string, at: string): string {
  return `[ERROR] ${reason} [json-pointer:${at}]`
}
