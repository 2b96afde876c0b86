/** What is written in brackets for a legal form; ㈱, ㈲ and ㈜ become (株), (有) and (주) by NFKC. */
const bracketed: Readonly<Record<string, string>> = {
  株: '株式会社',
  有: '有限会社',
  同: '合同会社',
  資: '合資会社',
  名: '合名会社',
  医: '医療法人',
  学: '学校法人',
  福: '社会福祉法人',
  宗: '宗教法人',
  財: '財団法人',
  社: '社団法人',
  一財: '一般財団法人',
  一社: '一般社団法人',
  公財: '公益財団法人',
  公社: '公益社団法人',
  特非: '特定非営利活動法人',
  股: '股份',
  주: '주식회사',
  유: '유한회사',
  재: '재단법인',
  사: '사단법인',
  의: '의료법인',
  학: '학교법인',
  복: '사회복지법인',
}
const anyBracketed = new RegExp(`\\((${Object.keys(bracketed).join('|')})\\)`, 'y')

/** In front of a name or behind it. */
const eitherSide = [
  ...new Set(Object.values(bracketed)),
  '医療法人社団',
  '医療法人財団',
  '独立行政法人',
  '国立大学法人',
  '弁護士法人',
  '税理士法人',
  '司法書士法人',
  '監査法人',
  'NPO法人',
  '유한책임회사',
  '합자회사',
  '합명회사',
  '비영리법인',
  '농업회사법인',
  '영농조합법인',
  '협동조합',
  '財團法人',
  '社團法人',
  '财团法人',
  '社团法人',
]

/** Behind a name only: in front of one 公司 is somebody's (貴公司). Without what is a common word too (SpA, AS). */
const behind = [
  '股份有限公司',
  '有限责任公司',
  '有限責任公司',
  '股份公司',
  '有限公司',
  '公司',
  'INC',
  'INCORPORATED',
  'CORP',
  'CORPORATION',
  'CO',
  'COMPANY',
  'LTD',
  'LIMITED',
  'LLC',
  'LLP',
  'PLC',
  'PTE',
  'PTY',
  'SDN',
  'BHD',
  'GMBH',
  'MBH',
  'AG',
  'KG',
  'UG',
  'AB',
  'OY',
  'OYJ',
  'APS',
  'BV',
  'NV',
  'SA',
  'SRL',
  'SARL',
  'KK',
  'KABUSHIKIKAISHA',
]

const longestFirst = (forms: readonly string[]) => forms.toSorted((a, b) => b.length - a.length)
const all = longestFirst([...eitherSide, ...behind])
const known = new Set(all)
const anyInside = new RegExp(longestFirst(eitherSide).join('|'), 'g')
/** By their first or last letter, the longest first. */
export const inFrontByFirst = Map.groupBy(longestFirst(eitherSide), (form) => form.charAt(0))
export const inFrontByLast = Map.groupBy(longestFirst(eitherSide), (form) => form.slice(-1))
export const allByLast = Map.groupBy(all, (form) => form.slice(-1))
export const allByFirst = Map.groupBy(all, (form) => form.charAt(0))

/** A legal form in brackets, how long it is as written, and what it stands for. */
export function bracketedForm(
  text: string,
  at: number,
): { readonly length: number; readonly stands: string } | undefined {
  anyBracketed.lastIndex = at
  const [written = '', short = ''] = anyBracketed.exec(text) ?? []
  return written ? { length: written.length, stands: bracketed[short] ?? '' } : undefined
}

/** Of folded letters: nothing but a legal form. */
export function isLegalForm(letters: string): boolean {
  return known.has(letters)
}

/** Folded letters without the legal forms in the midst of them, as between a name and its branch. */
export function withoutInnerForms(letters: string): string {
  return letters.replace(anyInside, '')
}
