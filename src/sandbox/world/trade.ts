import { subOptionIdsByOption } from '../../core/option.ts'

/** The plans that a product is sold on. Roger is sold by licence; PaperOn is taken to be sold like AiNote. */
export function plansOf(productId: string): readonly string[] {
  const isRoger = productId.startsWith('ROG_')
  const isCore = !productId.includes('_') || productId === 'STD_T' || productId === 'ADV_T'
  if (productId.endsWith('FR')) return isRoger ? ['FREE_LICENSE'] : ['FREE']
  if (productId.endsWith('_T')) return isRoger ? ['TRIAL_LICENSE'] : ['TRIAL']
  if (isRoger) return ['MONTHLY_LICENSE', 'ANNUAL_LICENSE', 'ANNUAL_PREPAY_LICENSE']
  if (isCore) return ['MONTHLY', 'ANNUAL_LICENSE', 'ANNUAL_PREPAY_LICENSE']
  return ['MONTHLY', 'ANNUAL', 'ANNUAL_PREPAY']
}

/** The products of the core service; only these are ever named on the customer itself. */
export const coreProductIds = ['FR', 'STD_T', 'ADV_T', 'STD', 'ADV']

/** Options as they can be bought: with each sub option, or with a name like their own where none is published. */
export const optionOffers: readonly { optionId: string; subOptionId: string }[] = Object.entries(
  subOptionIdsByOption,
).flatMap(([optionId, subOptionIds]) =>
  (subOptionIds.length > 0 ? subOptionIds : [`${optionId}01`]).map((subOptionId) => ({
    optionId,
    subOptionId,
  })),
)

/** `ACV200`, `DRV_PS_T` … */
export function isTrialSubOption(subOptionId: string): boolean {
  return subOptionId.endsWith('00') || subOptionId.endsWith('_T')
}

/**
 * What the API shows as quantity: a true count for what is sold by the piece, and for storage and contacts 1 or null,
 * because the reference's text says 1 and its samples show null.
 */
export function quantityOf(optionId: string, count: number): number | null {
  if (/^(CST|QTA|JP_PPO|JP_AIS)_/.test(optionId)) return count
  if (optionId === 'SSTG2' || optionId === 'BCT') return count % 2 === 0 ? 1 : null
  return null
}
