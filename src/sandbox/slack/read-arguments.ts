import type { FastifyRequest } from 'fastify'

/** What a Web API method was called with. */
export type Arguments = Readonly<Record<string, unknown>>

/** Structured arguments, which a form carries as JSON. */
const jsonKeys = ['blocks', 'metadata', 'view']

/** Reads the query, a form or a JSON body, the later ones first. JSON that cannot be read stays a string. */
export function readArguments(request: FastifyRequest): Arguments {
  const query = request.query as Record<string, string>
  if (request.body instanceof URLSearchParams) {
    return { ...unpack(query), ...unpack(Object.fromEntries(request.body)) }
  }
  return { ...unpack(query), ...(request.body as Arguments | undefined) }
}

/** Forms and JSON write booleans each in their way. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 'true' || value === '1'
}

function unpack(form: Readonly<Record<string, string>>): Arguments {
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, jsonKeys.includes(key) ? parse(value) : value]),
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The method refuses a string where it wants a structure, in words of its own.
    return text
  }
}
