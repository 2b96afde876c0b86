import { checkList, checkText, isJson, refusal, unlessAbsent } from '../../checks.ts'
import { type InputKind, longestPlaceholder } from '../input-kind.ts'
import { checkChosen, checkOption, optionsOf } from './options.ts'

const most = { options: 100, groups: 100, groupLabel: 75 }

export const staticSelect: InputKind = {
  check(element, at) {
    if (!isJson(element)) return [refusal('must be an element', at)]
    const { options, option_groups, initial_option, placeholder } = element
    const checkOptions = (list: unknown, path: string) =>
      checkList(list, most.options, path, (option, each) => checkOption(option, each, ['plain_text']))
    return [
      ...((options === undefined) === (option_groups === undefined)
        ? [refusal('either options or option_groups are needed', at)]
        : []),
      ...unlessAbsent(options, () => checkOptions(options, `${at}/options`)),
      ...unlessAbsent(option_groups, () =>
        checkList(option_groups, most.groups, `${at}/option_groups`, (group, path) =>
          isJson(group)
            ? [
                ...checkText(group.label, most.groupLabel, `${path}/label`, ['plain_text']),
                ...checkOptions(group.options, `${path}/options`),
              ]
            : [refusal('must be a group', path)],
        ),
      ),
      ...unlessAbsent(initial_option, () =>
        checkChosen(initial_option, optionsOf(element), `${at}/initial_option`),
      ),
      ...unlessAbsent(placeholder, () =>
        checkText(placeholder, longestPlaceholder, `${at}/placeholder`, ['plain_text']),
      ),
    ]
  },
  initial: ({ initial_option }) => (isJson(initial_option) ? String(initial_option.value) : ''),
  findFault: (element, given) =>
    optionsOf(element).some(({ value }) => value === given) ? undefined : 'Choose one of the list.',
  toState: (element, given) => ({
    type: 'static_select',
    selected_option: optionsOf(element).find(({ value }) => value === given) ?? null,
  }),
}
