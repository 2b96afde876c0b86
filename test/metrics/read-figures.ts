/** One figure as Prometheus reads it. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const line = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/
const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"(?:,|$)/g

/** Reads Prometheus text. Throws for a line that is none, and for a figure that stands there twice. */
export function readFigures(text: string): readonly Sample[] {
  const seen = new Set<string>()
  return text
    .split('\n')
    .filter((each) => each !== '' && !each.startsWith('#'))
    .map((each) => {
      const match = line.exec(each)
      if (!match?.[1] || !match[3]) throw new Error(`no figure: ${each}`)
      const [, name, written = '', value] = match
      if (seen.has(`${name} ${written}`)) throw new Error(`twice: ${each}`)
      seen.add(`${name} ${written}`)
      const labels = Object.fromEntries([...written.matchAll(label)].map(([, key, text]) => [key, text]))
      return { name, labels, value: Number(value) }
    })
}

/** The value of the figure with just these labels; undefined where it is not told. */
export function figureOf(
  text: string,
  name: string,
  labels: Record<string, string> = {},
): number | undefined {
  const wanted = JSON.stringify(Object.entries(labels).toSorted())
  return readFigures(text).find(
    (sample) => sample.name === name && JSON.stringify(Object.entries(sample.labels).toSorted()) === wanted,
  )?.value
}
