/** What can be asked about a customer in one's own words. */
export const intents = [
  /** Which product and kind of contract. */
  'plan',
  /** When a contract, or the named option, begins and ends. */
  'period',
  'daysLeft',
  /** Whether it is a trial, whether that is over, and when it ends. */
  'trial',
  /** Which options are held, or whether the named one is. */
  'options',
  /** What happens to a contract, or to the named option, at renewal. */
  'renewal',
  /** Changes that wait for their day. */
  'scheduled',
  'licenses',
  /** Ownership of the domain, and its MX record. */
  'domain',
  'localTime',
  /** Who administers it; masked, whoever asks. */
  'contact',
  /** Customer code and memo. */
  'code',
] as const

export type Intent = (typeof intents)[number]
