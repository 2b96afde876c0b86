import { describe, expect, it } from 'vitest'
import { splitWords } from '../../src/core/command-words.ts'
import { readExpiring } from '../../src/core/expiring-arguments.ts'

describe('what stands behind expiring', () => {
  it.each([
    ['', 30, false],
    ['7', 7, false],
    ['1', 1, false],
    ['365', 365, false],
    ['060', 60, false],
    ['７', 7, false],
    ['all', 30, true],
    ['ALL', 30, true],
    ['all 60', 60, true],
    ['60 all', 60, true],
  ])('“%s” is %i days, renewing ones too: %s', (text, days, all) => {
    expect(readExpiring(splitWords(text))).toEqual({ mine: false, days, all })
  })

  it.each([
    ['mine', null],
    ['MINE', null],
    ['ｍｉｎｅ', null],
    ['mine all', null],
    ['all mine', null],
    ['mine 7', 7],
    ['7 mine', 7],
    ['7 all mine', 7],
  ])('“%s” is mine, within %s days', (text, days) => {
    expect(readExpiring(splitWords(text))).toEqual({ mine: true, days })
  })

  it.each([
    '0',
    '366',
    '1000',
    '-1',
    '1.5',
    '1e2',
    '0x10',
    'seven',
    'mine mine',
    'mine 366',
    'mine 7 7',
    'mine 7 8',
    'mine today',
    '7 8',
    'all all',
    'all 7 all',
    '7 days',
  ])('“%s” is refused', (text) => {
    expect(readExpiring(splitWords(text))).toBeUndefined()
  })
})
