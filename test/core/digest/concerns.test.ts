import { expect, it } from 'vitest'
import type { Partnership } from '../../../src/core/customer.ts'
import { concernsOf } from '../../../src/core/digest/concerns.ts'
import { copyOf } from '../../helpers/customer-copy.ts'

it.each([
  [null, null, null, true],
  ['osaka', null, null, false],
  ['osaka', 'OSAKA-12', null, true],
  ['osaka', null, '担当：Ｏｓａｋａチーム', true],
  ['大阪', null, '担当は大阪', true],
  ['ｶﾞｰﾄﾞ', null, 'ガード', true],
  ['tokyo', 'OSAKA-12', 'Osaka', false],
  ['12', 'OSAKA-12', null, true],
])('for %s: code %s and memo %s are kept: %s', async (contains, customerCode, memo, isKept) => {
  const partnership = { customerCode, memo } as Partnership
  const { customer } = await copyOf({ customer: { partnership } })
  expect(concernsOf({ contains })(customer)).toBe(isKept)
})

it('a customer without partner data fits no text', async () => {
  const { customer } = await copyOf({ customer: { partnership: null } })
  expect(concernsOf({ contains: 'x' })(customer)).toBe(false)
})
