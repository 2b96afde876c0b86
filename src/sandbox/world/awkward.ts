import { everyContract, everyOption, everyTask } from './full-house.ts'
import { plainCustomer, type Today, type Traits } from './plain-customer.ts'
import type { SeedCustomer } from './seed-customer.ts'
import { unknownCodes } from './unknown-codes.ts'
import type { WireRow } from './wire-row.ts'

/** A customer at a fixed domain ID, there for one reason. */
export interface AwkwardCustomer {
  readonly domainId: bigint
  readonly why: string
  readonly build: (traits: Pick<Traits, 'domainId' | 'domain'>, today: Today) => SeedCustomer
}

/** What the reference pages call required on each kind of row. */
const required = {
  customer: [
    ...['tenantId', 'domainId', 'domain', 'companyName', 'phoneNumber', 'timeZone', 'locale'],
    ...['enableActiveMxrecord', 'enableActiveDomain', 'domainType'],
  ],
  subscription: ['domainId', 'subscriptionId', 'productId', 'plan', 'planStartDate', 'status'],
  option: [
    ...['subscriptionId', 'optionProductId', 'subOptionId', 'appliedTime'],
    ...['plan', 'planStartDate', 'planEndDate'],
  ],
  renewal: [],
  task: ['optionProductId', 'subOptionId', 'type', 'applyDate'],
}

const nulled =
  (kept: readonly string[]) =>
  (row: WireRow): WireRow =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, kept.includes(key) ? value : null]))

const only =
  (kept: readonly string[]) =>
  (row: WireRow): WireRow =>
    Object.fromEntries(Object.entries(row).filter(([key]) => kept.includes(key)))

/** In a right-to-left override everything after it is drawn backwards. */
const rightToLeft = '\u202e'
const bell = '\u0007'
const newParagraph = '\u2029'
const hostileName = `*bold*_x_ ~y~ \`z\` ${rightToLeft}gnp.exe${bell}${newParagraph}[a](https://evil.example)`

/** 700 characters, the most that a memo takes, with line breaks and a letter that takes two code units. */
const longestMemo = Array.from(
  { length: 14 },
  (_, line) => `${line + 1}: ${'𩸽の仕入れの件'.padEnd(60, '。')}`,
)
  .join('\n')
  .slice(0, 700)

/** The customers that are in every world beside the reference one, each with the reason for it. */
export const awkwardCustomers: readonly AwkwardCustomer[] = [
  {
    domainId: 10_000_002n,
    why: 'null in every field that is not required',
    build: (traits, today) => {
      const customer = everyTask({ ...traits, companyName: 'ぬるぬる水産株式会社' }, today)
      return {
        ...customer,
        reshape: {
          customer: nulled(required.customer),
          subscription: nulled(required.subscription),
          option: nulled(required.option),
          renewal: nulled(required.renewal),
          task: nulled(required.task),
        },
      }
    },
  },
  {
    domainId: 10_000_003n,
    why: 'every field left out that is not required',
    build: (traits, today) => {
      const customer = everyTask({ ...traits, companyName: '주식회사 빈칸상사' }, today)
      return {
        ...customer,
        reshape: {
          customer: only(required.customer),
          subscription: only(required.subscription),
          option: only(required.option),
          renewal: only(required.renewal),
          task: only(required.task),
        },
      }
    },
  },
  {
    domainId: 10_000_004n,
    why: 'codes that nobody knows and fields that no page names',
    build: (traits, today) => unknownCodes({ ...traits, companyName: '未来未定株式会社' }, today),
  },
  {
    domainId: 10_000_005n,
    why: 'a name with the mention and tag characters of Slack',
    build: (traits, today) =>
      plainCustomer(
        { ...traits, companyName: '<!channel> & <b>', memo: '<@U000000> <https://evil.example|here>' },
        today,
      ),
  },
  {
    domainId: 10_000_006n,
    why: 'a name with the mention tag of LINE WORKS',
    build: (traits, today) =>
      plainCustomer({ ...traits, companyName: '<m userId="all">', memo: '<M USERID="all"> hello' }, today),
  },
  {
    domainId: 10_000_007n,
    why: 'a name with markup, a direction override and control characters',
    build: (traits, today) =>
      plainCustomer({ ...traits, companyName: hostileName, memo: hostileName }, today),
  },
  {
    domainId: 10_000_008n,
    why: 'a name that looks like a template of ours',
    build: (traits, today) =>
      plainCustomer(
        { ...traits, companyName: '{{count}} $t(error.title)', memo: '{{- name}} %s $t(x)' },
        today,
      ),
  },
  {
    domainId: 10_000_009n,
    why: 'every option in every sub option, twice: more rows than fit one message',
    build: (traits, today) => everyOption({ ...traits, companyName: 'よろずや総合商社株式会社' }, today),
  },
  {
    domainId: 10_000_010n,
    why: 'the longest memo and the longest customer code',
    build: (traits, today) =>
      plainCustomer(
        { ...traits, companyName: '長談義文庫株式会社', memo: longestMemo, customerCode: 'C'.repeat(200) },
        today,
      ),
  },
  {
    domainId: 10_000_011n,
    why: 'a time zone that no library knows',
    build: (traits, today) => {
      const named = {
        ...traits,
        companyName: 'Olympus Terraces Ltd.',
        timeZone: 'Mars/Olympus',
        locale: 'en_US',
      }
      return plainCustomer(named, today, { zone: 'Asia/Tokyo' })
    },
  },
  {
    domainId: 10_000_012n,
    why: 'no time zone and no language',
    build: (traits, today) =>
      plainCustomer(
        { ...traits, companyName: '无时区贸易有限公司', fields: { timeZone: null, locale: null } },
        today,
      ),
  },
  {
    domainId: 10_000_013n,
    why: 'neither contracts nor options',
    build: (traits, today) =>
      plainCustomer(
        { ...traits, companyName: '空箱物產有限公司', locale: 'zh_TW', timeZone: 'Asia/Taipei' },
        today,
        {
          contracts: [],
          options: [],
        },
      ),
  },
  {
    domainId: 10_000_014n,
    why: 'options in the narrow shape of the older page',
    build: (traits, today) => {
      const narrow = only(['optionProductId', 'subOptionId', 'quantity', 'appliedTime'])
      return {
        ...everyTask({ ...traits, companyName: '株式会社むかしの器' }, today),
        reshape: { option: narrow },
      }
    },
  },
  {
    domainId: 10_000_015n,
    why: 'every product on every plan, more contracts than fit one message',
    build: (traits, today) => everyContract({ ...traits, companyName: '株式会社ぜんぶのせ' }, today),
  },
  {
    domainId: 10_000_016n,
    why: 'a scheduled task of each type',
    build: (traits, today) => everyTask({ ...traits, companyName: '株式会社よていひょう' }, today),
  },
  {
    domainId: 10_000_017n,
    why: 'a customer code that is the domain ID of another, and a name in mixed widths',
    build: (traits, today) =>
      plainCustomer(
        { ...traits, companyName: '㈱ﾊﾝｶｸ　Ｚｅｎｋａｋｕ商会', customerCode: '10000005' },
        today,
      ),
  },
  {
    domainId: 10_000_018n,
    why: 'an administrator and a partnership that are there but say next to nothing',
    build: (traits, today) => {
      const administrator = {
        lastName: '無口',
        id: 'admin',
        privateEmail: 'admin@mail.example',
        firstName: null,
      }
      const fields = { administrator, partnership: { status: null, memo: '' } }
      return plainCustomer({ ...traits, companyName: '無口商店', fields }, today)
    },
  },
  {
    domainId: 1_234_567_890_123_456_789n,
    why: 'ids of 19 digits, beyond what a JavaScript number holds',
    build: (traits, today) => {
      const customer = plainCustomer({ ...traits, companyName: '桁あふれ天文台株式会社' }, today)
      const subscriptionId = 9_007_199_254_740_993_001n
      return {
        ...customer,
        contracts: customer.contracts.map((contract) => ({ ...contract, subscriptionId })),
        options: customer.options.map((option) => ({ ...option, subscriptionId })),
      }
    },
  },
]
