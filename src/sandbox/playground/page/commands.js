const lookups = [
  { text: '/customer ', takes: 'CUSTOMER', about: 'Company, plans, domain and partner status' },
  { text: '/subscriptions ', takes: 'CUSTOMER', about: 'Contracts, with period and renewal' },
  { text: '/options ', takes: 'CUSTOMER', about: 'Options, with renewal and scheduled change' },
  { text: '/renewal ', takes: 'CUSTOMER OPTION', about: 'What happens to one option at renewal' },
  { text: '/scheduled ', takes: 'CUSTOMER [OPTION]', about: 'Scheduled changes to options' },
  { text: '/expiring ', takes: '[DAYS|mine|all]', about: 'What ends soon, over all customers' },
]

/** What the composer offers once a `/` is typed; those that take something end with a space. */
export const commands = {
  slack: [
    ...lookups,
    { text: '/desk digest ', takes: 'daily HH:MM|now|status|off', about: 'What ends soon, every day' },
    { text: '/desk language ', takes: '[LOCALE]', about: 'The language of the answers' },
    { text: '/desk help', takes: '', about: 'All commands' },
  ],
  lineworks: [
    ...lookups,
    { text: '/digest ', takes: 'daily HH:MM|now|status|off', about: 'What ends soon, every day' },
    { text: '/language ', takes: '[LOCALE]', about: 'The language of the answers' },
    { text: '/help', takes: '', about: 'All commands' },
  ],
}

const wellKnown = [
  { text: '/customer 10000001', about: 'A customer' },
  { text: '/subscriptions ', like: 'trial ends tomorrow', about: 'A trial that ends tomorrow' },
  { text: '/subscriptions ', like: 'trial suspended', about: 'A suspended trial' },
  { text: '/expiring 7', about: 'What ends within a week' },
  { text: '/options 10000009', about: 'One with 74 options' },
  { text: '/customer 10000005', about: 'A hostile name' },
  { text: '/customer 10000011', about: 'An unknown time zone' },
  { text: '/customer 99999999', about: 'One that is not there' },
]

/** For an empty room, below the questions. `like` stands for the first customer that the sandbox finds so; without one it is left out. */
export const examples = {
  slack: [
    ...wellKnown,
    { text: '/desk digest daily 09:00', about: 'What ends soon, every weekday' },
    { text: '/desk help', about: 'Everything else' },
  ],
  lineworks: [
    ...wellKnown,
    { text: '/digest daily 09:00', about: 'What ends soon, every weekday' },
    { text: '/help', about: 'Everything else' },
  ],
}
