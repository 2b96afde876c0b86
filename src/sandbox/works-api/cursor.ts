import { createHmac, timingSafeEqual } from 'node:crypto'

/** Makes and reads the list's cursors: where to go on, sealed, in plain base64 with its `+`, `/` and `=`. */
export interface Cursors {
  write(position: Position): string
  /** Undefined for what is no cursor of this API, such as one whose `+` was read as a space. */
  read(cursor: string): Position | undefined
}

export interface Position {
  readonly after: number
  readonly orderBy: string
}

/** Enough that a guess is hopeless, and of a length that most cursors need padding for. */
const sealBytes = 16

const base64Form = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** Cursors sealed with `key`; those of another key are refused. */
export function createCursors(key: string): Cursors {
  const seal = (text: string) => createHmac('sha256', key).update(text).digest().subarray(0, sealBytes)
  return {
    write({ after, orderBy }) {
      const text = `${after} ${orderBy}`
      return Buffer.concat([seal(text), Buffer.from(text)]).toString('base64')
    },
    read(cursor) {
      if (!base64Form.test(cursor)) return undefined
      const bytes = Buffer.from(cursor, 'base64')
      const text = bytes.subarray(sealBytes).toString()
      if (bytes.length <= sealBytes || !timingSafeEqual(bytes.subarray(0, sealBytes), seal(text)))
        return undefined
      const [after = '', ...orderBy] = text.split(' ')
      return { after: Number(after), orderBy: orderBy.join(' ') }
    },
  }
}
