import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { addDays, type CalendarDate } from '../../src/core/calendar.ts'
import { createHolidays } from '../../src/text/holidays.ts'

/** Which of the days from one to another are holidays. */
async function holidays(codes: readonly string[], from: string, to: string): Promise<string[]> {
  const isHoliday = createHolidays(codes)
  const found: string[] = []
  for (let on = from as CalendarDate; on <= to; on = addDays(on, 1)) if (isHoliday(on)) found.push(on)
  return found
}

describe('holidays', () => {
  it('are none where no country is named', async () => {
    expect(await holidays([], '2026-01-01', '2026-12-31')).toEqual([])
  })

  it('are the public ones, with the days off between and in place of others', async () => {
    expect(await holidays(['JP'], '2026-01-01', '2026-05-31')).toEqual([
      '2026-01-01',
      '2026-01-12',
      '2026-02-11',
      '2026-02-23',
      '2026-03-20',
      '2026-04-29',
      '2026-05-03',
      '2026-05-04',
      '2026-05-05',
      '2026-05-06',
    ])
    expect(await holidays(['JP'], '2026-09-20', '2026-09-24')).toEqual([
      '2026-09-21',
      '2026-09-22',
      '2026-09-23',
    ])
  })

  it('may go on for days', async () => {
    expect(await holidays(['KR'], '2026-09-20', '2026-10-10')).toEqual([
      '2026-09-24',
      '2026-09-25',
      '2026-09-26',
      '2026-10-03',
      '2026-10-05',
      '2026-10-09',
    ])
  })

  it.each([
    ['days that begin in the evening', 'IL', '2026-04-01', '2026-04-03', ['2026-04-02']],
    ['days that end at noon', 'TR', '2026-03-18', '2026-03-24', ['2026-03-20', '2026-03-21', '2026-03-22']],
    ['half days', 'CN', '2026-03-07', '2026-03-09', []],
    [
      'the day off at the end of the year before',
      'US',
      '2027-12-30',
      '2028-01-02',
      ['2027-12-31', '2028-01-01'],
    ],
  ])('%s', async (_what, code, from, to, days) => {
    expect(await holidays([code], from, to)).toEqual(days)
  })

  it('are those of a part of a country, and of any country that is named', async () => {
    expect(await holidays(['DE'], '2026-01-02', '2026-01-13')).toEqual([])
    expect(await holidays(['DE-BY'], '2026-01-02', '2026-01-13')).toEqual(['2026-01-06'])
    expect(await holidays(['JP', 'DE-BY'], '2026-01-02', '2026-01-13')).toEqual(['2026-01-06', '2026-01-12'])
  })

  it.each(['Pacific/Pago_Pago', 'Pacific/Kiritimati'])('are the same days on a machine in %s', (zone) => {
    const module = pathToFileURL(join(import.meta.dirname, '../../src/text/holidays.ts'))
    const program = `
      const { createHolidays } = await import(${JSON.stringify(module)})
      const isHoliday = createHolidays(['JP'])
      console.log(['2026-05-02', '2026-05-03', '2026-05-06', '2026-05-07'].map(isHoliday).join())`
    // A process of its own, because a running one has read its zone already.
    const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(printed.trim()).toBe('false,true,true,false')
  })
})
