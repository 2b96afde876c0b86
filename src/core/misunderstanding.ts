/** Why a command line was not understood; `text` is what the person wrote there. */
export interface Misunderstanding {
  readonly problem:
    | 'missingCustomer'
    | 'notDomainId'
    | 'missingOption'
    | 'unknownOption'
    | 'tooManyWords'
    | 'notWindow'
    | 'missingItem'
    | 'notItem'
    | 'missingDate'
    | 'notDate'
    | 'notAhead'
    | 'notLanguage'
    | 'notDigest'
    | 'missingTime'
    | 'notTime'
    | 'notZone'
    | 'missingText'
    | 'longText'
    | 'notAbout'
    | 'notLoad'
  readonly text: string
}

export function isMisunderstanding(value: object): value is Misunderstanding {
  return 'problem' in value
}

export function tooManyWords(words: readonly string[]): Misunderstanding {
  return { problem: 'tooManyWords', text: words.join(' ') }
}
