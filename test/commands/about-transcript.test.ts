import { expect, it } from 'vitest'
import { createDesk } from '../../src/commands/desk.ts'
import type { Instant } from '../../src/core/calendar.ts'
import { locales } from '../../src/core/locale.ts'
import { intents } from '../../src/core/question/intent.ts'
import { findOption } from '../../src/text/option-names.ts'
import { speak } from '../../src/text/speak.ts'
import { on, option } from '../helpers/branded.ts'
import { clockOn, type Known, knownPartner, silentLog } from '../helpers/known-partner.ts'
import { linesOf, typed } from '../helpers/transcript.ts'

const noTerms = { productId: null, plan: null, licenseCount: null }

/** One of each kind of contract, option and task. */
const busy: Known = {
  customer: {
    companyName: 'Acme Foods',
    domain: 'acme.example',
    timeZone: 'Asia/Tokyo',
    domainActive: true,
    mxRecordActive: false,
    phoneNumber: '03-1',
    partnership: {
      status: 'APPROVED',
      customerCode: 'AC-1',
      memo: 'VIP\nCall before ten',
      partnerProfileDisplayed: null,
      developerConsoleAccess: null,
      adminConsoleAccess: null,
    },
  },
  subscriptions: [
    {
      ...{ subscriptionId: '1', productId: 'STD_T', plan: 'TRIAL', status: 'ACTIVE', licenseCount: 10 },
      ...{ startsOn: on('2026-11-01'), endsOn: on('2026-12-04') },
    },
    {
      ...{ subscriptionId: '2', productId: 'ADV', plan: 'ANNUAL_LICENSE', status: 'ACTIVE', licenseCount: 1 },
      ...{ startsOn: on('2026-01-01'), endsOn: on('2026-12-31') },
      renewal: { ...noTerms, type: 'CHANGE', productId: 'STD', licenseCount: 20 },
    },
    {
      ...{ subscriptionId: '3', productId: 'ROG_STD', plan: 'MONTHLY', status: 'ACTIVE' },
      ...{ startsOn: on('2026-11-01'), endsOn: on('2026-11-21') },
      renewal: { ...noTerms, type: 'STAY' },
    },
  ],
  options: [
    {
      ...{ optionId: option('DRV'), subOptionId: 'DRV00', plan: 'TRIAL', quantity: 1 },
      ...{ startsOn: on('2026-11-01'), endsOn: on('2026-12-04') },
    },
    {
      ...{ optionId: option('SSTG2'), subOptionId: 'SSTG201', plan: 'MONTHLY', quantity: 3 },
      ...{ addedAt: '2026-10-01T00:00:00Z' as Instant, endsOn: on('2026-11-30') },
    },
    { optionId: option('QTA_O1'), plan: 'MONTHLY', endsOn: on('2026-11-30') },
  ],
  renewals: { SSTG2: { subOptionId: 'SSTG203', type: 'CHANGE', quantity: 5 } },
  tasks: [
    {
      optionId: option('BCT'),
      subOptionId: 'BCT01',
      type: 'APPLY',
      quantity: 2,
      appliesOn: on('2026-12-01'),
    },
    { optionId: option('SSTG2'), subOptionId: 'SSTG203', type: 'MODIFY', quantity: 2 },
  ],
}

/** Much of what may be missing, over, cancelled or unreadable. */
const bare: Known = {
  customer: { timeZone: 'Mars/Olympus', domain: 'bare.example' },
  subscriptions: [
    { subscriptionId: '1', productId: 'FR', plan: 'FREE', status: 'ACTIVE' },
    {
      ...{ subscriptionId: '2', productId: 'STD', status: 'ACTIVE', endsOn: on('2026-12-31') },
      renewal: { ...noTerms, type: 'CANCEL' },
    },
    {
      ...{ subscriptionId: '3', productId: 'ADV_T', plan: 'TRIAL', status: 'SUSPENDED_TRIALEND' },
      endsOn: on('2026-11-01'),
    },
  ],
  tasks: 'partner_slow',
}

const ofOptions = ['options', 'trial', 'period', 'daysLeft', 'renewal', 'scheduled']
const lines = [...intents.map((intent) => `about 7 ${intent}`), 'about 7,8 trial,plan']

it.each(locales)('what questions are answered in %s', async (locale) => {
  const reader = { locale, zone: 'Europe/Berlin' }
  const transcript: string[] = []
  const ask = async (known: Known, line: string, isWhole: boolean) => {
    const partner = knownPartner(known)
    const desk = createDesk({ partner, clock: clockOn('2026-11-21'), findOption, log: silentLog })
    const card = await desk.answer(typed(line), reader)
    const said = isWhole ? linesOf(card, reader) : [speak(card, reader).lead ?? '']
    transcript.push(`> ${line}`, ...said, '')
  }

  for (const line of lines) await ask(busy, line, line.includes(','))
  for (const intent of ofOptions) await ask(busy, `about 7 ${intent} DRV,SSTG2,BCT`, false)
  await ask(busy, 'about 7 renewal,contact', true)
  for (const line of lines.slice(0, -1)) await ask(bare, line, false)
  await expect(transcript.join('\n')).toMatchFileSnapshot(`transcripts/about-${locale}.txt`)
})
