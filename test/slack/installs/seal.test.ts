import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createSeal } from '../../../src/slack/installs/seal.ts'

const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)] as const
const text = '{"token":"xoxb-1-secret","name":"そらまめ"}'

describe('a sealed text', () => {
  it('is opened by the key that sealed it, and shows nothing of itself', () => {
    const seal = createSeal([first])
    const sealed = seal.seal('T1', text)
    expect(seal.open('T1', sealed)).toEqual({ text, isOld: false })
    expect(sealed).toMatch(/^v1\.[\w-]{11}\.[\w-]+$/)
    expect(Buffer.from(sealed.split('.')[2] ?? '', 'base64url').includes('xoxb')).toBe(false)
  })

  it('is another one each time', () => {
    const seal = createSeal([first])
    const all = Array.from({ length: 100 }, () => seal.seal('T1', text))
    const nonces = all.map((sealed) =>
      Buffer.from(sealed.split('.')[2] ?? '', 'base64url')
        .subarray(0, 12)
        .toString('hex'),
    )
    expect(new Set(nonces).size).toBe(100)
  })

  it('is opened by any key, and sealed by the first', () => {
    const sealed = createSeal([first]).seal('T1', text)
    const both = createSeal([second, first])
    expect(both.open('T1', sealed)).toEqual({ text, isOld: true })
    const anew = both.seal('T1', text)
    expect(both.open('T1', anew)).toEqual({ text, isOld: false })
    expect(createSeal([second]).open('T1', anew)).toEqual({ text, isOld: false })
    expect(createSeal([first]).open('T1', anew)).toEqual({ reason: 'key' })
  })

  it('stays shut to other keys, and says that it is for want of the key', () => {
    expect(createSeal([third, second]).open('T1', createSeal([first]).seal('T1', text))).toEqual({
      reason: 'key',
    })
  })

  it('stays shut in the row of another workspace', () => {
    const seal = createSeal([first])
    expect(seal.open('T2', seal.seal('T1', text))).toEqual({ reason: 'damaged' })
  })

  it('stays shut whichever byte is changed', () => {
    const seal = createSeal([first])
    const [form, id, content = ''] = seal.seal('T1', text).split('.')
    const bytes = Buffer.from(content, 'base64url')
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes)
      changed[index] = (changed[index] ?? 0) ^ 1
      expect(seal.open('T1', [form, id, changed.toString('base64url')].join('.'))).toEqual({
        reason: 'damaged',
      })
    }
  })

  it.each(['', 'xoxb-1', 'v1', 'v1..', 'v1.AAAAAAAAAAA.', 'v2.AAAAAAAAAAA.AAAA', '\0'])(
    'is none that reads %j',
    (other) => {
      expect(createSeal([first]).open('T1', other)).toEqual({ reason: 'damaged' })
    },
  )

  it('is none that is cut short', () => {
    const seal = createSeal([first])
    const sealed = seal.seal('T1', text)
    for (let length = 0; length < sealed.length; length += 1) {
      expect(seal.open('T1', sealed.slice(0, length))).toMatchObject({ reason: expect.any(String) })
    }
  })
})
