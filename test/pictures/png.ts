import { crc32, deflateSync, inflateSync } from 'node:zlib'

/** Rows of pixels from the top, three bytes each: red, green, blue. */
export interface Pixels {
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')
/** What the header says of a pixel, and how many bytes it then has. https://www.w3.org/TR/png-3/#11IHDR */
const colourTypes: Record<number, number> = { 2: 3, 6: 4 }
const paletteType = 3

/** Reads a PNG as Chromium writes it: 8 bits a channel, not interlaced. Refuses any other. */
export function readPng(png: Buffer): Pixels {
  const chunks = [...chunksOf(png)]
  const header = chunks.find(({ type }) => type === 'IHDR')?.data
  if (!header) throw new Error('no PNG')
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const [depth, colourType = -1, , , interlaced] = header.subarray(8)
  const size = colourTypes[colourType]
  if (!size || depth !== 8 || interlaced) throw new Error('a PNG of another kind than Chromium writes')
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)
  const rows = unfilter(inflateSync(Buffer.concat(packed)), width * size, size)
  const bytes = Buffer.alloc(width * height * 3)
  for (let pixel = 0; pixel < width * height; pixel++)
    rows.copy(bytes, pixel * 3, pixel * size, pixel * size + 3)
  return { width, height, bytes }
}

/** A PNG with at most 256 colours; `indices` has a byte for each pixel, `palette` three for each colour. */
export function writePng({ width, height }: Pixels, indices: Buffer, palette: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, paletteType, 0, 0, 0], 8)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) indices.copy(rows, y * (width + 1) + 1, y * width, (y + 1) * width)
  const packed = deflateSync(rows, { level: 9, memLevel: 9 })
  const chunks = [toChunk('IHDR', header), toChunk('PLTE', palette), toChunk('IDAT', packed)]
  return Buffer.concat([signature, ...chunks, toChunk('IEND', Buffer.alloc(0))])
}

function* chunksOf(png: Buffer): Generator<{ type: string; data: Buffer }> {
  for (let at = signature.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    yield { type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) }
    at += 12 + length
  }
}

function toChunk(type: string, data: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(typed))
  return Buffer.concat([length, typed, check])
}

/** Undoes what a row says of itself in its first byte. https://www.w3.org/TR/png-3/#9Filter-types */
function unfilter(packed: Buffer, rowBytes: number, size: number): Buffer {
  const rows = Buffer.alloc((packed.length / (rowBytes + 1)) * rowBytes)
  for (let from = 0, to = 0; from < packed.length; from += rowBytes + 1, to += rowBytes) {
    const guess = guesses[packed[from] ?? 0]
    if (!guess) throw new Error('no PNG')
    for (let x = 0; x < rowBytes; x++) {
      const left = x < size ? 0 : (rows[to + x - size] ?? 0)
      const above = rows[to + x - rowBytes] ?? 0
      const corner = x < size ? 0 : (rows[to + x - rowBytes - size] ?? 0)
      rows[to + x] = ((packed[from + 1 + x] ?? 0) + guess(left, above, corner)) & 0xff
    }
  }
  return rows
}

/** From the bytes of the neighbours to the left, above, and above that on the left. */
type Guess = (left: number, above: number, corner: number) => number

const guesses: readonly Guess[] = [
  () => 0,
  (left) => left,
  (_left, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const toLeft = Math.abs(above - corner)
    const toAbove = Math.abs(left - corner)
    const toCorner = Math.abs(left + above - 2 * corner)
    if (toLeft <= toAbove && toLeft <= toCorner) return left
    return toAbove <= toCorner ? above : corner
  },
]
