import type { CustomerMention, CustomerNames } from '../core/question/customer-names.ts'
import { livingFirst } from './living-first.ts'
import { type Address, addressesIn } from './names/addresses.ts'
import { buildCodeSpots } from './names/code-spots.ts'
import { buildDomainSpots } from './names/domain-spots.ts'
import { buildNameTable } from './names/name-table.ts'
import { numberSpotsIn } from './names/number-spots.ts'
import { buildPartTable } from './names/part-table.ts'
import { chooseSpots, type Spot } from './names/spot.ts'
import type { WhoIndex } from './who-index.ts'

/**
 * Prepares all customers to be found in what people write. `ordinaryWords` (folded) name those who are called like
 * them only with a legal form or an honorific: "trial" is mostly no company.
 */
export function buildCustomerNames(index: WhoIndex, ordinaryWords: ReadonlySet<string>): CustomerNames {
  const domainSpotsIn = buildDomainSpots(index.byDomain)
  const codeSpotsIn = buildCodeSpots(index.byCode)
  const names = buildNameTable(index.all, ordinaryWords)
  const parts = buildPartTable(index.all)

  return {
    mentionedIn(text) {
      const addresses = addressesIn(text)
      const spoken = [...codeSpotsIn(text), ...names.spotsIn(text)]
      const spots = [
        ...outside(addresses, numberSpotsIn(text, index)),
        ...domainSpotsIn(text, addresses),
        ...outside(addresses, spoken),
      ]
      return chooseSpots(spots, text.length).map(toMention)
    },
    withPart: parts.withPart,
    withId: (id) => index.byId.get(id)?.candidate,
  }
}

function outside(addresses: readonly Address[], spots: readonly Spot[]): readonly Spot[] {
  const closed = addresses.filter(({ isClosed }) => isClosed)
  return closed.length === 0
    ? spots
    : spots.filter((spot) => !closed.some(({ from, to }) => spot.from < to && from < spot.to))
}

/** Who is gone is meant only where nobody else is. */
function toMention({ from, to, found, by }: Spot): CustomerMention {
  const candidates = (by === 'id' ? found : livingFirst(found)).map(({ candidate }) => candidate)
  const living = candidates.filter(({ isGone }) => !isGone)
  return { from, to, candidates: living.length > 0 ? living : candidates, by }
}
