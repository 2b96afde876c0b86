/** Slack takes no longer message; LINE WORKS takes less. */
const mostUnits = 12_000

/** Nothing to fold, to drop or to keep together. */
const plainLine = /^[ !#-~]*$/

/** Words of a command line: full width folded, invisible characters of a paste dropped, quoted words kept together. */
export function splitWords(line: string): string[] {
  if (plainLine.test(line)) return line.slice(0, mostUnits).split(' ').filter(Boolean)
  const folded = line
    .slice(0, mostUnits)
    .normalize('NFKC')
    // One character may have become eighteen.
    .slice(0, mostUnits)
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[“”„「」『』]/g, '"')
  return [...folded.matchAll(/"([^"]*)"|([^\s"]+)/g)]
    .map((match) => (match[1] ?? match[2] ?? '').trim())
    .filter(Boolean)
}

const desk = /^\/desk$/i

/** What stands behind `/desk`, which takes any command as its text in Slack; a line without it as it is. */
export function withoutDesk(line: string): string {
  const trimmed = line.trim()
  const [first = ''] = trimmed.split(/\s/, 1)
  return desk.test(first.normalize('NFKC')) ? trimmed.slice(first.length).trim() || 'help' : line
}

/** The name of a command and what stands behind it. People who know `/desk` from Slack write it elsewhere as well. */
export function commandWords(line: string): string[] {
  return splitWords(withoutDesk(line))
}
