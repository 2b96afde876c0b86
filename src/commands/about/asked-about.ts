import type { DomainId } from '../../core/customer.ts'
import type { OptionId } from '../../core/option.ts'
import type { Intent } from '../../core/question/intent.ts'

/** What is asked about one customer. */
export interface AskedAbout {
  readonly id: DomainId
  readonly intents: readonly Intent[]
  /** Empty: what is asked is not about single options. */
  readonly options: readonly OptionId[]
}
