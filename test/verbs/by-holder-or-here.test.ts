import { describe, expect, it } from 'vitest'
import { StoreHeld } from '../../src/storage/store-errors.ts'
import { byHolderOrHere } from '../../src/verbs/by-holder-or-here.ts'

const patient = { waitMs: 60_000, againMs: 0 }
const held = () => Promise.reject(new StoreHeld('/data/store'))
const nobody = async () => undefined

describe('a verb that needs the store', () => {
  it('asks whoever holds it', async () => {
    expect(await byHolderOrHere('/data', async (folder) => `the holder of ${folder}`, held)).toBe(
      'the holder of /data',
    )
  })

  it('opens it where nobody holds it, and where it is on a server', async () => {
    expect(await byHolderOrHere('/data', nobody, async () => 'here')).toBe('here')
    expect(
      await byHolderOrHere<string>(
        undefined,
        () => held(),
        async () => 'here',
      ),
    ).toBe('here')
  })

  it('waits for a desk that has the store and does not listen yet', async () => {
    let looks = 0
    const starting = async () => {
      looks += 1
      return looks < 4 ? undefined : 'the holder'
    }
    expect(await byHolderOrHere('/data', starting, held, patient)).toBe('the holder')
  })

  it('opens the store once another verb is through with it', async () => {
    let tries = 0
    const here = async () => {
      tries += 1
      return tries < 4 ? held() : 'here'
    }
    expect(await byHolderOrHere('/data', nobody, here, patient)).toBe('here')
  })

  it('gives up in the end, and says who is in the way', async () => {
    const waiting = byHolderOrHere('/data', nobody, held, { waitMs: 0, againMs: 0 })
    await expect(waiting).rejects.toThrow('in use by another process')
  })

  it('tells any other failure at once', async () => {
    const broken = async () => Promise.reject(new Error('no space left'))
    await expect(byHolderOrHere('/data', nobody, broken, patient)).rejects.toThrow('no space left')
  })
})
