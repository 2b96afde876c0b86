/** Decimal digits. Text, because ids of up to 19 digits do not fit a JavaScript number. */
export type DomainId = string & { readonly brand: 'DomainId' }

/** Undefined for what is no id: digits only, without a leading zero, 19 at most. */
export function parseDomainId(text: string): DomainId | undefined {
  return /^[1-9]\d{0,18}$/.test(text) ? (text as DomainId) : undefined
}

export const domainTypes = ['DOMAIN', 'GROUP'] as const
export const partnershipStatuses = ['TRANSFER_READY', 'TERMS_AGREEMENT_READY', 'APPROVED'] as const
export const customerLocales = ['ja_JP', 'ko_KR', 'en_US', 'zh_TW', 'zh_CN'] as const

/** Personal data: shown only to the person who asked for it, never logged, never stored. */
export interface Administrator {
  readonly lastName: string | null
  readonly firstName: string | null
  readonly id: string | null
  readonly privateEmail: string | null
  readonly cellphone: string | null
  readonly countryCode: string | null
}

export interface Partnership {
  readonly status: string | null
  readonly customerCode: string | null
  readonly memo: string | null
  readonly partnerProfileDisplayed: boolean | null
  readonly developerConsoleAccess: boolean | null
  readonly adminConsoleAccess: boolean | null
}

/** A customer of the partner. Codes stay strings: one that is not known yet is shown as it came. */
export interface Customer {
  readonly domainId: DomainId
  readonly tenantId: string | null
  readonly domain: string | null
  readonly domainType: string | null
  readonly companyName: string | null
  readonly phoneNumber: string | null
  readonly timeZone: string | null
  readonly locale: string | null
  readonly mxRecordActive: boolean | null
  readonly domainActive: boolean | null
  readonly administrator: Administrator | null
  readonly partnership: Partnership | null
}
