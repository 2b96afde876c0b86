import { describe, expect, it } from 'vitest'
import type { Takes } from '../../src/core/command.ts'
import { splitWords } from '../../src/core/command-words.ts'
import type { OptionId } from '../../src/core/option.ts'
import { explainUnknownCustomer, readArguments } from '../../src/core/read-arguments.ts'

const findOption = (text: string): OptionId | undefined =>
  ({ drive: 'DRV', drv: 'DRV', 'archive (talk)': 'ACV2' })[text.toLowerCase()] as OptionId | undefined

describe('arguments', () => {
  const customer = { customer: 'required' } satisfies Takes
  const both = { customer: 'required', option: 'required' } satisfies Takes
  const maybe = { customer: 'required', option: 'optional' } satisfies Takes

  it.each<[Takes, string, object]>([
    [customer, '10000001', { customer: '10000001' }],
    [customer, '9223372036854775807', { customer: '9223372036854775807' }],
    [customer, '', { problem: 'missingCustomer', text: '' }],
    [customer, 'Acme Ltd', { customer: 'Acme Ltd' }],
    [customer, '"Acme  Ltd"', { customer: 'Acme  Ltd' }],
    [customer, 'example.com', { customer: 'example.com' }],
    [customer, '777 Logistics', { customer: '777 Logistics' }],
    [customer, 'Acme Drive', { customer: 'Acme Drive' }],
    [both, '10000001 DRV', { customer: '10000001', option: 'DRV' }],
    [both, '10000001 Archive (Talk)', { customer: '10000001', option: 'ACV2' }],
    [both, '10000001 "Archive (Talk)"', { customer: '10000001', option: 'ACV2' }],
    [both, '10000001 NEW_OPTION9', { customer: '10000001', option: 'NEW_OPTION9' }],
    [both, '10000001 NEW', { customer: '10000001', option: 'NEW' }],
    [both, 'Acme Corp Drive', { customer: 'Acme Corp', option: 'DRV' }],
    [both, 'Acme Corp Archive (Talk)', { customer: 'Acme Corp', option: 'ACV2' }],
    [both, 'Drive Drive', { customer: 'Drive', option: 'DRV' }],
    [both, '"Acme Drive" drv', { customer: 'Acme Drive', option: 'DRV' }],
    [both, 'Acme Corp NEW_OPTION9', { customer: 'Acme Corp', option: 'NEW_OPTION9' }],
    [both, 'Acme ACV4', { customer: 'Acme', option: 'ACV4' }],
    [both, 'ACME CORP', { problem: 'missingOption', text: '' }],
    [both, 'Drive', { problem: 'missingOption', text: '' }],
    [both, '10000001', { problem: 'missingOption', text: '' }],
    [both, '', { problem: 'missingCustomer', text: '' }],
    [both, '10000001 no such thing', { problem: 'unknownOption', text: 'no such thing' }],
    [both, 'id:10000001 NEW', { customer: 'id:10000001', option: 'NEW' }],
    [maybe, '10000001', { customer: '10000001' }],
    [maybe, '10000001 drive', { customer: '10000001', option: 'DRV' }],
    [maybe, 'ACME CORP', { customer: 'ACME CORP' }],
    [maybe, 'Acme Corp drive', { customer: 'Acme Corp', option: 'DRV' }],
    [maybe, '"Acme Drive"', { customer: 'Acme Drive' }],
    [maybe, '10000001 no such thing', { customer: '10000001 no such thing' }],
    [{ command: 'optional' }, '/Options', { command: 'options' }],
    [{ command: 'optional' }, '', {}],
    [{ command: 'optional' }, 'options please', { problem: 'tooManyWords', text: 'please' }],
  ])('%j takes %j as %j', (takes, line, expected) => {
    expect(readArguments(takes, splitWords(line), findOption)).toEqual(expected)
  })

  it.each([
    [customer, '10000001 please now', { problem: 'tooManyWords', text: 'please now' }],
    [maybe, '10000001 no such thing', { problem: 'unknownOption', text: 'no such thing' }],
    [customer, 'Acme Ltd', undefined],
    [customer, '10000001', undefined],
  ])('%j with a customer %j that there is not: %j', (takes, words, expected) => {
    expect(explainUnknownCustomer(takes, words)).toEqual(expected)
  })

  it('reads thousands of words at once', () => {
    const asked: string[] = []
    const words = Array.from({ length: 2500 }, () => 'x')
    const read = readArguments(both, words, (text) => {
      asked.push(text)
      return undefined
    })
    expect(read).toEqual({ problem: 'missingOption', text: '' })
    expect(asked.length).toBeLessThan(20)
  })
})
