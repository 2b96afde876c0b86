/** The part of a JSON Schema that limits are read from and written to. */
export interface Schema {
  description?: string
  type?: string | string[]
  $ref?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  definitions?: Record<string, Schema>
  maxLength?: number
  minLength?: number
  maxItems?: number
  minItems?: number
}

type Keyword = 'maxLength' | 'minLength' | 'maxItems' | 'minItems'

/** How Slack words a limit in its types; the number is the first group. */
const wordings: readonly (readonly [Keyword, RegExp, number])[] = [
  ['maxLength', /maximum length(?! for the text in each item)[^.]*? is ([\d,]+) characters/i, 0],
  ['maxLength', /limit ([\d,]+) characters max/i, 0],
  ['maxLength', /less than ([\d,]+) characters/i, -1],
  ['minLength', /minimum length[^.]*? is ([\d,]+)/i, 0],
  ['maxItems', /maximum number of (?:items|options|option groups) is ([\d,]+)/i, 0],
  ['maxItems', /maximum (?:of )?([\d,]+) (?:blocks|items|rows|elements|options|cards)/i, 0],
  ['minItems', /minimum ([\d,]+), maximum [\d,]+ cards/i, 0],
]

const eachItem = /length for the text in each item is ([\d,]+) characters/i
const tableCells = /max of ([\d,]+) table cells/i

/**
 * Turns the limits that Slack's types only tell in words into keywords of the schema, in place.
 * Gives the number of upper limits, so that a reworded comment does not lose one silently.
 */
export function applyJsdocLimits(schema: Schema): number {
  let count = 0
  for (const property of propertiesOf(schema)) count += limitProperty(property)
  return count
}

function* propertiesOf(schema: Schema): Generator<Schema> {
  for (const inner of [...Object.values(schema.definitions ?? {}), ...(schema.anyOf ?? [])]) {
    yield* propertiesOf(inner)
  }
  for (const property of Object.values(schema.properties ?? {})) {
    yield property
    yield* propertiesOf(property)
  }
}

function limitProperty(property: Schema): number {
  const words = (property.description ?? '')
    .replaceAll(/\{@link [^}]*\}|https?:\S+/g, '')
    .replaceAll(/\s+/g, ' ')
  let count = 0
  for (const [keyword, wording, shift] of wordings) {
    const limit = numberIn(words, wording)
    if (limit === undefined) continue
    const isLength = keyword.endsWith('Length')
    // A length belongs to the text inside a text object, a count to the list itself.
    if (isLength === (property.type === 'array')) continue
    const target = isLength && property.type !== 'string' ? innerText(property) : property
    target[keyword] = limit + shift
    if (keyword.startsWith('max')) count += 1
  }
  const itemLimit = numberIn(words, eachItem)
  if (itemLimit !== undefined && property.items) {
    innerText(property.items).maxLength = itemLimit
    count += 1
  }
  const cellLimit = numberIn(words, tableCells)
  if (cellLimit !== undefined && property.items) {
    property.items.maxItems = cellLimit
    count += 1
  }
  return count
}

function innerText(schema: Schema): Schema {
  const text = schema.properties?.text ?? {}
  schema.properties = { ...schema.properties, text }
  return text
}

function numberIn(words: string, wording: RegExp): number | undefined {
  const digits = wording.exec(words)?.[1]
  return digits === undefined ? undefined : Number(digits.replaceAll(',', ''))
}
