import type { InputBlock, ModalView, PlainTextOption } from '@slack/types'
import type { DigestRule } from '../../core/digest/rule.ts'
import { localeNames, locales } from '../../core/locale.ts'
import type { MessageKey } from '../../core/message-key.ts'
import { data, type Phrase } from '../../core/phrase.ts'
import { plain } from '../blocks/text-objects.ts'

export const formId = 'desk:digest'

/** Every field is a block of this name, so that an error can be shown at it. */
export type FormField = 'at' | 'zone' | 'days' | 'locale' | 'contains' | 'everyDay'

/** The one input in each block. */
export const inputId = 'input'

export const exampleZone = data('Asia/Tokyo')

/** As long as the command takes it. */
const longestText = 100
/** The longest name of a zone has 32 characters. */
const longestZone = 64

/** Slack's limits. https://docs.slack.dev/reference/views/modal-views, …/block-kit/blocks/input-block */
const frameLimit = 24
const labelLimit = 2000
const optionLimit = 75

export type SayForm = (key: MessageKey, values?: Readonly<Record<string, Phrase>>) => string

/** The form for a room's digest, filled in with a rule. */
export function formView(rule: DigestRule, say: SayForm, metadata: string): ModalView {
  const field = (name: FormField, key: MessageKey, element: InputBlock['element']): InputBlock => ({
    type: 'input',
    block_id: name,
    label: plain(say(key), labelLimit),
    element,
  })
  const hint = (key: MessageKey, values?: Readonly<Record<string, Phrase>>) => ({
    hint: plain(say(key, values), labelLimit),
  })
  const languages = locales.map((locale) => toOption(locale, localeNames[locale]))
  const chosen = languages.find(({ value }) => value === rule.locale)
  const everyDay = toOption('everyDay', say('digestForm.everyDay'))
  const action_id = inputId

  return {
    type: 'modal',
    callback_id: formId,
    private_metadata: metadata,
    title: plain(say('digestForm.title'), frameLimit),
    submit: plain(say('digestForm.submit'), frameLimit),
    close: plain(say('digestForm.close'), frameLimit),
    blocks: [
      field('at', 'digestForm.at', { type: 'timepicker', action_id, initial_time: rule.at }),
      {
        // A list could not hold them: there are 400 zones, and a list takes 100 options.
        ...field('zone', 'digestForm.zone', {
          type: 'plain_text_input',
          action_id,
          initial_value: rule.zone,
          max_length: longestZone,
        }),
        ...hint('digestForm.zoneHint', { example: exampleZone }),
      },
      {
        ...field('days', 'digestForm.days', {
          type: 'number_input',
          action_id,
          is_decimal_allowed: false,
          initial_value: String(rule.days),
          min_value: '1',
          max_value: '365',
        }),
        ...hint('digestForm.daysHint'),
      },
      field('locale', 'digestForm.locale', {
        type: 'static_select',
        action_id,
        options: languages,
        ...(chosen ? { initial_option: chosen } : {}),
      }),
      {
        ...field('contains', 'digestForm.contains', {
          type: 'plain_text_input',
          action_id,
          max_length: longestText,
          ...(rule.contains ? { initial_value: rule.contains } : {}),
        }),
        ...hint('digestForm.containsHint'),
        optional: true,
      },
      {
        ...field('everyDay', 'digestForm.weekdays', {
          type: 'checkboxes',
          action_id,
          options: [everyDay],
          ...(rule.everyDay ? { initial_options: [everyDay] } : {}),
        }),
        optional: true,
      },
    ],
  }
}

function toOption(value: string, name: string): PlainTextOption {
  return { text: plain(name, optionLimit), value }
}
