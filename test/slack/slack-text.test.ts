import { describe, expect, it } from 'vitest'
import { bold } from '../../src/slack/blocks/text-objects.ts'

describe('a title', () => {
  it.each(['Standard Trial (STD_T)', 'DRV_1TB', 'a_b_c', '드라이브 (DRV_T)', 'ドライブ（DRV_T）'])(
    '%s is bold',
    (title) => {
      expect(bold(title, 150)).toEqual({ type: 'mrkdwn', text: `*${title}*`, verbatim: true })
    },
  )

  it.each([
    '_plan_',
    'the _plan_ of',
    '(_plan_)',
    'plan_',
    '_plan',
    'a _b_c',
    'a__b',
    'プラン_名_です',
    'a*b',
    'a~b',
    '`code`',
    'is :smile:',
    '@here',
    '#general',
    '1. first',
    'example.com',
    'two\nlines',
  ])('%j is plain, for Slack could see markup in it', (title) => {
    expect(bold(title, 150)).toMatchObject({ type: 'plain_text' })
  })
})
