import { readPng, writePng } from './png.ts'

/** The most that a palette of a PNG holds. */
const most = 256

/**
 * The same picture with the colours that are most frequent in it, in place of the rest the nearest of them. Of a page
 * with text that is a third of the bytes, and nobody sees it.
 */
export function withFewColours(png: Buffer): Buffer {
  const pixels = readPng(png)
  const { bytes } = pixels
  const counts = new Map<number, number>()
  const colourAt = (pixel: number) => bytes.readUIntBE(pixel * 3, 3)
  const pixelCount = bytes.length / 3
  for (let pixel = 0; pixel < pixelCount; pixel++) {
    const colour = colourAt(pixel)
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const frequent = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour)
  const kept = frequent.slice(0, most)
  const indexOf = new Map(
    frequent.map((colour, index) => [colour, index < most ? index : nearest(colour, kept)]),
  )

  const indices = Buffer.alloc(pixelCount)
  for (let pixel = 0; pixel < pixelCount; pixel++) indices[pixel] = indexOf.get(colourAt(pixel)) ?? 0
  const palette = Buffer.alloc(kept.length * 3)
  kept.forEach((colour, index) => {
    palette.writeUIntBE(colour, index * 3, 3)
  })
  return writePng(pixels, indices, palette)
}

function nearest(colour: number, kept: readonly number[]): number {
  const distances = kept.map((other) => distance(colour, other))
  return distances.indexOf(Math.min(...distances))
}

function distance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 0xff) - ((b >> shift) & 0xff)) ** 2, 0)
}
