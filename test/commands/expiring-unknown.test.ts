import { describe, expect, it } from 'vitest'
import { directoryOf } from '../helpers/customer-copy.ts'
import { linesOf } from '../helpers/transcript.ts'
import { answer, linesFor, mixed, tokyo } from './expiring-list.ts'

describe('what cannot be told', () => {
  const still = [
    'Ending within 30 days',
    'The customers are still being collected. Please ask again in a few minutes.',
  ]

  it('before anything was read there is no list at all', async () => {
    expect(linesOf(await answer('/expiring'))).toEqual(still)
    expect(linesOf(await answer('/expiring', await directoryOf([], null)))).toEqual(still)
    expect(linesOf(await answer('/expiring', await directoryOf([{ isRead: false }], null)))).toEqual(still)
  })

  it('nothing due, with all customers read', async () => {
    expect((await linesFor([{ customer: tokyo }]))[1]).toBe('Nothing is due within 30 days.')
    expect((await linesFor([], '/expiring 365'))[1]).toBe('Nothing is due within 365 days.')
  })

  it.each([
    ['some unread', [{ id: '1' }, { id: '2', isRead: false }], undefined],
    ['some failed', [{ id: '1' }, { id: '2', failure: 'partner_down' }], undefined],
    ['the first pass not finished', [{ id: '1' }], null],
  ] as const)('nothing due, with %s', async (_what, copied, lastPassAt) => {
    const lines = linesOf(await answer('/expiring', await directoryOf(copied, lastPassAt)))
    expect(lines[1]).toBe('Nothing is known to be due within 30 days, but not every customer has been read.')
  })

  it('names the first customers that could not be read, and counts the others', async () => {
    const names = ['Acme', 'Bravo', 'Charlie', 'Delta', 'Echo', 'Foxtrot', 'Golf']
    const failed = names.map((companyName, index) => ({
      id: `1${index}`,
      customer: { companyName },
      failure: 'partner_slow' as const,
    }))
    const unread = [{ id: '20', customer: { companyName: 'Hotel' }, isRead: false }]
    expect(await linesFor([...failed, ...unread])).toEqual(
      expect.arrayContaining([
        '1 customer has not been read yet: Hotel',
        '7 customers could not be read at the last try, so their data may be old or missing: ' +
          'Acme · Bravo · Charlie · Delta · Echo · 2 more',
      ]),
    )
  })

  it('says that customers are missing while the first pass runs', async () => {
    const lines = linesOf(await answer('/expiring', await directoryOf(mixed, null)))
    expect(lines).toContain('The first full pass over all customers is not finished; some are missing here.')
    expect(lines.join()).not.toContain('Last full pass')
  })

  it.each([
    ['2026-11-21T13:00:00Z', 'just now'],
    ['2026-11-21T13:00:40Z', 'just now'],
    ['2026-11-21T12:58:59Z', '1 minute ago'],
    ['2026-11-21T12:01:00Z', '59 minutes ago'],
    ['2026-11-20T13:00:01Z', '23 hours ago'],
    ['2026-11-20T13:00:00Z', '1 day ago'],
    ['2026-11-11T12:00:00Z', '10 days ago'],
  ])('a copy of %s is of %s', async (readAt, age) => {
    const lines = await linesFor([{ customer: tokyo, readAt }])
    expect(lines.find((line) => line.startsWith('Oldest data read'))).toMatch(new RegExp(`, ${age}$`))
  })
})
