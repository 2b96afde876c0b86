import { describe, expect, it } from 'vitest'
import { ownerOf } from '../../src/core/claims.ts'
import { typed } from '../helpers/transcript.ts'

describe('whoever takes something on', () => {
  it.each([
    ['佐藤 美咲', '佐藤 美咲'],
    ['  Emily  ', 'Emily'],
    ['', 'P'],
    ['   ', 'P'],
    [undefined, 'P'],
    ['🧑'.repeat(300), '🧑'.repeat(100)],
  ])('called %j goes by %j', (personName, name) => {
    const call = typed('/claim', personName === undefined ? {} : { personName })
    expect(ownerOf(call)).toEqual({ platform: 'terminal', workspace: 'W', person: 'P', name })
  })
})
