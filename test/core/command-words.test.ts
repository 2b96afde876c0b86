import { describe, expect, it } from 'vitest'
import { commandWords, splitWords } from '../../src/core/command-words.ts'

describe('words', () => {
  it.each([
    ['customer 10000001', ['customer', '10000001']],
    ['  customer\t10000001  ', ['customer', '10000001']],
    ['ｃｕｓｔｏｍｅｒ　１０００００１', ['customer', '1000001']],
    ['renewal 1 "Archive (Talk)"', ['renewal', '1', 'Archive (Talk)']],
    ['renewal 1 “Archive (Talk)”', ['renewal', '1', 'Archive (Talk)']],
    ['renewal 1 「アーカイブ」', ['renewal', '1', 'アーカイブ']],
    ['renewal 1 "open', ['renewal', '1', 'open']],
    ['customer \u200b10000001\u2060', ['customer', '10000001']],
    ['customer "" " "', ['customer']],
    ['', []],
  ])('%j splits into %j', (line, words) => {
    expect(splitWords(line)).toEqual(words)
  })
})

describe('a line with /desk before it, as in Slack,', () => {
  it.each([
    ['/desk customer 10000001', ['customer', '10000001']],
    ['／ＤＥＳＫ　digest status', ['digest', 'status']],
    ['/desk /help', ['/help']],
    ['/desk', ['help']],
    [' /Desk  customer "Acme Ltd"', ['customer', 'Acme Ltd']],
    ['/desktop', ['/desktop']],
    ['/customer desk', ['/customer', 'desk']],
    // Without a slash it may be the beginning of a question.
    ['desk lamps trial', ['desk', 'lamps', 'trial']],
    ['', []],
  ])('%j is read as %j', (line, words) => {
    expect(commandWords(line)).toEqual(words)
  })
})
