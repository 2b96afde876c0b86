/** What a person reads of an answer, whatever the platform: its words line by line, and what its buttons ask. */
export interface Heard {
  /** Of the message that it stands in. */
  readonly id: string
  readonly title: string
  readonly lines: readonly string[]
  /** Small print. */
  readonly notes: readonly string[]
  /** Command lines of the buttons beside single lines, and of those below. */
  readonly beside: readonly string[]
  readonly below: readonly string[]
  readonly hasNext: boolean
}

/** A person at one of the platforms. */
export interface Chat {
  /** Types a line, and reads the answer. */
  say(line: string): Promise<Heard>
  /** Presses the button that asks this line. */
  press(heard: Heard, line: string): Promise<Heard>
  next(heard: Heard): Promise<Heard>
}

/** An answer with all of its pages. */
export async function readOn(chat: Chat, first: Heard): Promise<Heard> {
  let last = first
  let whole = first
  while (last.hasNext) {
    last = await chat.next(last)
    whole = {
      ...whole,
      id: last.id,
      lines: [...whole.lines, ...last.lines],
      beside: [...whole.beside, ...last.beside],
    }
  }
  return whole
}

/** Words that are new at every run: references of errors. */
export function withoutReferences(line: string): string {
  return line.replace(/\b[0-9a-f]{8}-[0-9a-f]{4}\b/g, '(reference)')
}

export function write({ title, lines, notes, beside, below }: Heard): string {
  return [
    `  ${title}`,
    ...lines.map((line) => `  ${line}`),
    ...notes.map((note) => `  (${note})`),
    ...beside.map((line) => `  [beside: ${line}]`),
    ...below.map((line) => `  [${line}]`),
  ]
    .map(withoutReferences)
    .join('\n')
}
