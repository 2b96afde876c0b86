import { generateContracts } from './generate-contracts.ts'
import { generateOptions } from './generate-options.ts'
import { places } from './places.ts'
import { plainProfile, type Today } from './plain-customer.ts'
import { createRandom, type Random } from './random.ts'
import type { SeedCustomer } from './seed-customer.ts'

const firstDomainId = 10_000_100

/** Ids lie apart, so that most ids in between are unknown. */
const domainIdStep = 7

/** Every twelfth customer shares its code with its neighbour, as codes need not be unique. */
const sharedCodeEvery = 12

/** The customer at that place of a world; the same for the same seed, however many there are. */
export function generateCustomer(seed: string, index: number, today: Today): SeedCustomer {
  const random = createRandom(`${seed}/${index}`)
  const place = places[index % places.length] ?? places[0]
  if (!place) throw new RangeError('no places')

  const domainId = BigInt(firstDomainId + index * domainIdStep)
  const [word, domainWord] = random.pick(place.words)
  const isGroup = random.chance(0.2)
  // Domain names are 2 to 22 characters long and their own; a group's has no dot.
  const domain = `${domainWord}-${index + 1}${isGroup ? '' : '.example'}`
  const companyName = place.companyName(word, random.pick(place.trades), random.below(60))
  const zone = place.zones[index % place.zones.length] ?? 'Asia/Tokyo'
  const fields = {
    phoneNumber: place.phone(fourDigits(random)),
    enableActiveMxrecord: random.chance(0.85),
    enableActiveDomain: random.chance(0.9),
    domainType: isGroup ? 'GROUP' : 'DOMAIN',
    administrator: {
      lastName: random.pick(place.lastNames),
      firstName: random.pick(place.firstNames),
      id: `admin${index + 1}`,
      privateEmail: `admin${index + 1}@mail.example`,
      cellphone: place.cellphone(fourDigits(random)),
      countryCode: place.countryCode,
    },
    partnership: {
      status: partnershipStatus(index),
      customerCode: customerCode(index, random),
      enablePartnerProfileDisplay: random.chance(0.5),
      memo: random.chance(0.6) ? random.pick(place.memos) : null,
      enableDeveloperConsoleAccessControl: random.chance(0.5),
      enableAdminConsoleAccessControl: random.chance(0.5),
      useOptionPlus: true,
    },
  }
  const contracts = generateContracts(domainId, index, random, today(zone))
  const traits = { domainId, domain, companyName, timeZone: zone, locale: place.locale, fields }
  return {
    domainId,
    domain,
    companyName,
    zone,
    profile: plainProfile(traits),
    contracts,
    ...generateOptions(contracts, random, today(zone)),
  }
}

function fourDigits(random: Random): string {
  return String(random.below(10_000)).padStart(4, '0')
}

function partnershipStatus(index: number): string {
  if (index % 11 === 4) return 'TRANSFER_READY'
  return index % 11 === 9 ? 'TERMS_AGREEMENT_READY' : 'APPROVED'
}

function customerCode(index: number, random: Random): string | null {
  if (random.chance(0.1)) return null
  const numbered = index % sharedCodeEvery === 1 ? index - 1 : index
  return `PD-${1001 + numbered}`
}
