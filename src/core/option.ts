import type { CalendarDate, Instant } from './calendar.ts'

/** Sub options by the option they belong to. An empty list: sold, but its sub options are not published. */
export const subOptionIdsByOption = {
  ACV2: ['ACV200', 'ACV201'],
  ACV3: ['ACV300', 'ACV301'],
  DRV: ['DRV00', 'DRV01', 'DRV_PS_T', 'DRV_PS', 'DRV_PA_T', 'DRV_PA'],
  SSTG2: ['SSTG201', 'SSTG202', 'SSTG203', 'SSTG204', 'SSTG205', 'SSTG206', 'SSTG207'],
  BCT: ['BCT01', 'BCT02', 'BCT03', 'BCT04'],
  CST_S: ['CST_S00', 'CST_S01'],
  CST_M: ['CST_M00', 'CST_M01'],
  CST_L: ['CST_L00', 'CST_L01'],
  QTA_O1: [],
  QTA_O2: [],
  QTA_M1: [],
  QTA_M2: [],
  JP_PPO_O: [],
  JP_PPO_M: [],
  JP_AIS_O: [],
  JP_AIS_M: [],
  ACV: [],
  SSTG: [],
} as const satisfies Record<string, readonly string[]>

export const optionIds = Object.keys(subOptionIdsByOption) as readonly (keyof typeof subOptionIdsByOption)[]
export const subOptionIds = Object.values(subOptionIdsByOption).flat()

export const optionRenewalTypes = ['STAY', 'CHANGE'] as const
/** MODIFY (an upgrade) is named only where tasks are changed, but tasks of that type can be read. */
export const taskTypes = ['APPLY', 'START_PAID_SERVICE', 'CHANGE_QUANTITY', 'MODIFY', 'CANCEL'] as const

/** Such as `DRV`; not a closed set. */
export type OptionId = string & { readonly brand: 'OptionId' }

/** An option that the customer holds. */
export interface HeldOption {
  readonly subscriptionId: string | null
  readonly optionId: OptionId
  readonly subOptionId: string | null
  readonly addedAt: Instant | null
  readonly quantity: number | null
  readonly plan: string | null
  readonly startsOn: CalendarDate | null
  readonly endsOn: CalendarDate | null
}

/** What happens to an option when its contract renews. Nothing in it is promised to be there. */
export interface OptionRenewal {
  readonly subscriptionId: string | null
  readonly optionId: string | null
  readonly subOptionId: string | null
  readonly type: string | null
  readonly quantity: number | null
}

/** A change to an option that is waiting for its day. */
export interface ScheduledTask {
  /** Null when the option comes with a contract that has not begun. */
  readonly subscriptionId: string | null
  readonly optionId: OptionId
  readonly subOptionId: string | null
  readonly type: string
  readonly quantity: number | null
  readonly appliesOn: CalendarDate | null
}

/** One-off options (`QTA_O1`, `JP_PPO_O` …) are used up rather than renewed. */
export function isOneOff(optionId: string): boolean {
  return /_O\d*$/.test(optionId)
}
