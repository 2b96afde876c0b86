import type { KnownCustomer } from '../directory/known-copies.ts'

const places = [
  '北海',
  '青葉',
  '桜木',
  '푸른',
  '한빛',
  'Harbor',
  'Summit',
  '晨光',
  '海峽',
  '东方',
  'あおい',
  'ミナト',
]
const trades = ['商事', 'システム', '물류', '전자', 'Foods', 'Logistics', '貿易', '科技', 'デザイン', 'ｻｰﾋﾞｽ']
const forms = ['株式会社', '㈱', '주식회사 ', '(주)', '', '有限公司', '', '(有)']

/** The nth of a list, over and over. */
export const pick = (list: readonly string[], n: number) => list[n % list.length] ?? ''

/** Customers in five scripts, many of which share the beginning of their names. */
export function manyCustomers(count: number): KnownCustomer[] {
  return Array.from({ length: count }, (_, n) => nthCustomer(n))
}

function nthCustomer(n: number): KnownCustomer {
  const trade = pick(trades, Math.floor(n / 7))
  const name = `${pick(places, n)}${trade} ${n.toString(36)}`
  const form = pick(forms, Math.floor(n / 3))
  return {
    id: String(10_000_000 + n),
    name: n % 2 === 0 ? form + name : `${name} ${form}`,
    domain: `customer-${n}.example`,
    code: `C-${n % 9000}`,
  }
}
