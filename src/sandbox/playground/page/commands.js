/** What the composer offers once a `/` is typed; those that take something end with a space. */
export const commands = [
  { text: '/customer ', takes: 'DOMAIN-ID', about: 'Company, plans, domain and partner status' },
  { text: '/subscriptions ', takes: 'DOMAIN-ID', about: 'Contracts, with period and renewal' },
  { text: '/options ', takes: 'DOMAIN-ID', about: 'Options, with renewal and scheduled change' },
  { text: '/renewal ', takes: 'DOMAIN-ID OPTION', about: 'What happens to one option at renewal' },
  { text: '/scheduled ', takes: 'DOMAIN-ID [OPTION]', about: 'Scheduled changes to options' },
  { text: '/desk help', takes: '', about: 'All commands' },
]

/** For an empty room. */
export const examples = [
  { text: '/customer 10000001', about: 'A customer' },
  { text: '/options 10000009', about: 'One with many options' },
  { text: '/customer 99999999', about: 'One that is not there' },
  { text: '/desk help', about: 'Everything else' },
]
