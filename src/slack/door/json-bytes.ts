const written = new WeakMap<object, Buffer>()

/** A value as JSON in UTF-8. Made once for each object, so one that is given out again must not be changed. */
export function jsonBytes(value: object): Buffer {
  const kept = written.get(value)
  if (kept) return kept
  const bytes = Buffer.from(JSON.stringify(value))
  written.set(value, bytes)
  return bytes
}
