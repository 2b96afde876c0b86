import { crc32, deflateSync, inflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { withFewColours } from './few-colours.ts'
import { readPng } from './png.ts'

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}

/** Rows of RGB, each behind the byte of its filter. */
function png(width: number, rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(rows.length, 4)
  header.set([8, 2], 8)
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows.flat())))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts, chunk('IEND', Buffer.alloc(0))])
}

function partOf(made: Buffer, type: string): Buffer {
  const at = made.indexOf(type)
  return made.subarray(at + 4, at + 4 + made.readUInt32BE(at - 4))
}

const teal = [15, 118, 110]

describe('a picture', () => {
  it('is read whatever filter its rows have', () => {
    const none = [0, ...teal, ...teal]
    const left = [1, ...teal, 0, 0, 0]
    const above = [2, 0, 0, 0, 0, 0, 0]
    const average = [3, ...teal.map((value) => value - (value >> 1)), 0, 0, 0]
    const nearest = [4, 0, 0, 0, 0, 0, 0]
    const { bytes } = readPng(png(2, [none, left, above, average, nearest]))
    expect([...bytes]).toEqual(Array.from({ length: 10 }, () => teal).flat())
  })

  it('keeps its most frequent colours, and gets the nearest for the others', () => {
    const greys = Array.from({ length: 254 }, (_, value) => [value, value, value, value, value, value]).flat()
    const rare = [15, 118, 111, 253, 253, 255]
    const made = withFewColours(png(514, [[0, ...greys, ...teal, ...teal, ...teal, ...teal, ...rare]]))
    const palette = partOf(made, 'PLTE')
    const indices = inflateSync(partOf(made, 'IDAT')).subarray(1)
    const colourAt = (pixel: number) => [...palette.subarray((indices[pixel] ?? 0) * 3).subarray(0, 3)]
    expect(palette.length).toBeLessThanOrEqual(256 * 3)
    expect([colourAt(0), colourAt(101), colourAt(508)]).toEqual([[0, 0, 0], [50, 50, 50], teal])
    expect([colourAt(512)[0], colourAt(513)[0]]).toEqual([15, 253])
  })

  it('of another kind is refused', () => {
    expect(() => readPng(withFewColours(png(1, [[0, ...teal]])))).toThrow('of another kind')
  })
})
