const plain = (text: string) => ({ type: 'plain_text', text }) as const
const option = (text: string, value: string) => ({ text: plain(text), value })

const languages = [option('English', 'en_US'), option('日本語', 'ja_JP')]
const everyDay = option('Every day', 'every')

const input = (block_id: string, label: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(label),
  element: { action_id: 'value', ...element },
  ...more,
})

export const inputs = {
  time: input('time', 'Time', { type: 'timepicker', initial_time: '09:00' }),
  zone: input('zone', 'Time zone', { type: 'plain_text_input', initial_value: 'Asia/Tokyo' }),
  days: input(
    'days',
    'Days ahead',
    {
      type: 'number_input',
      is_decimal_allowed: false,
      initial_value: '30',
      min_value: '1',
      max_value: '365',
    },
    { hint: plain('What ends within so many days') },
  ),
  language: input('language', 'Language', {
    type: 'static_select',
    options: languages,
    initial_option: languages[1],
  }),
  text: input(
    'text',
    'Only customers with',
    { type: 'plain_text_input', max_length: 20, placeholder: plain('Code or memo') },
    { optional: true },
  ),
  week: input('week', 'Weekends', { type: 'checkboxes', options: [everyDay] }, { optional: true }),
}

/** A modal with each kind of input, such as sets up a digest. */
export const digestModal = {
  type: 'modal',
  callback_id: 'digest',
  private_metadata: 'C0DESK00001',
  title: plain('Daily digest'),
  submit: plain('Save'),
  close: plain('Cancel'),
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: 'For *everybody* here' } },
    ...Object.values(inputs),
  ],
} as const
