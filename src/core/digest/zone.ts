/**
 * Whether a word can name the zone of a digest: `Area/City`, or `UTC`. The database of zones has more, which mean
 * something else than people do: `CST` is China's to some and Chicago's to it, `EST` and all of `Etc/` know no summer
 * time. Whether there is such a zone is for others to say.
 */
export function isZoneName(text: string): boolean {
  return /^(?:utc|(?!etc\/)[a-z][\w+-]*(?:\/[\w+-]+)+)$/i.test(text)
}

/** What a reader's zone is called in a rule: `Asia/Tokyo` for `Japan`. One that has no such name is kept. */
export function toZoneName(zone: string): string {
  if (isZoneName(zone)) return zone
  const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
  return isZoneName(timeZone) ? timeZone : zone
}
