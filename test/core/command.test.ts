import { describe, expect, it } from 'vitest'
import { readArguments, splitWords, type Takes } from '../../src/core/command.ts'
import type { OptionId } from '../../src/core/option.ts'

const findOption = (text: string): OptionId | undefined =>
  ({ drive: 'DRV', drv: 'DRV', 'archive (talk)': 'ACV2' })[text.toLowerCase()] as OptionId | undefined

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

describe('arguments', () => {
  const customer = { customer: 'required' } satisfies Takes
  const both = { customer: 'required', option: 'required' } satisfies Takes
  const maybe = { customer: 'required', option: 'optional' } satisfies Takes

  it.each<[Takes, string, object]>([
    [customer, '10000001', { customer: '10000001' }],
    [customer, '9223372036854775807', { customer: '9223372036854775807' }],
    [customer, '', { problem: 'missingCustomer', text: '' }],
    [customer, 'Acme Ltd', { problem: 'notDomainId', text: 'Acme Ltd' }],
    [customer, '0', { problem: 'notDomainId', text: '0' }],
    [customer, '-5', { problem: 'notDomainId', text: '-5' }],
    [customer, '1e7', { problem: 'notDomainId', text: '1e7' }],
    [customer, '12345678901234567890', { problem: 'notDomainId', text: '12345678901234567890' }],
    [customer, '10000001 please now', { problem: 'tooManyWords', text: 'please now' }],
    [both, '10000001 DRV', { customer: '10000001', option: 'DRV' }],
    [both, '10000001 Archive (Talk)', { customer: '10000001', option: 'ACV2' }],
    [both, '10000001 NEW_OPTION9', { customer: '10000001', option: 'NEW_OPTION9' }],
    [both, '10000001', { problem: 'missingOption', text: '' }],
    [both, '10000001 no such thing', { problem: 'unknownOption', text: 'no such thing' }],
    [maybe, '10000001', { customer: '10000001' }],
    [maybe, '10000001 drive', { customer: '10000001', option: 'DRV' }],
    [{ command: 'optional' }, '/Options', { command: 'options' }],
    [{ command: 'optional' }, '', {}],
  ])('%j takes %j as %j', (takes, line, expected) => {
    expect(readArguments(takes, splitWords(line), findOption)).toEqual(expected)
  })
})
