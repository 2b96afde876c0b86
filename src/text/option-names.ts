import { locales } from '../core/locale.ts'
import { type OptionId, optionIds, subOptionIdsByOption } from '../core/option.ts'
import { localeFiles } from './locale-files.ts'

/** What people say besides the names that answers use: LINE WORKS' own pages do not keep to one word either. */
const alsoCalled = {
  ACV2: ['トークアーカイブ', '메시지 보관', '訊息保存', '消息存档'],
  ACV3: ['メールアーカイブ', '메일 보관', '郵件保存', '邮件存档'],
  DRV: ['ドライブ', '雲端硬碟', '网盘'],
  SSTG2: ['共有ストレージ', '공유 스토리지', '공용 용량', '共用容量', '共享儲存空間', '共享存储'],
  BCT: ['連絡先拡張', 'アドレス帳拡張', '연락처 확장', '聯絡人擴充', '联系人扩展'],
} as const satisfies Partial<Record<(typeof optionIds)[number], readonly string[]>>

/** What people type differently without meaning another name: width, case, spaces, brackets, dots, commas. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()[\]{}<>【】〔〕「」『』“”"'·・、。,.:：]/g, '')
}

/**
 * Everything that options are called, with the option that is meant: IDs first and other words last, because what is
 * taken already stays taken.
 */
export function listOptionNames(): readonly (readonly [name: string, option: OptionId])[] {
  const list: [string, OptionId][] = []
  const add = (name: string, option: OptionId) => list.push([name, option])
  const rows = optionIds.map((id) => ({
    option: id as string as OptionId,
    id,
    subs: subOptionIdsByOption[id],
  }))

  for (const { option, id, subs } of rows) for (const code of [id, ...subs]) add(code, option)
  for (const locale of locales) {
    const names = localeFiles[locale].code
    for (const { option, id, subs } of rows) {
      add(names.option[id], option)
      // As an answer shows it, so that it can be copied from there.
      add(names.option[id] + id, option)
      for (const sub of subs) {
        add(names.subOption[sub], option)
        add(names.subOption[sub] + sub, option)
      }
    }
  }
  for (const [id, names] of Object.entries(alsoCalled)) {
    for (const name of names) add(name, id as string as OptionId)
  }
  return list
}

function indexNames(): ReadonlyMap<string, OptionId> {
  const index = new Map<string, OptionId>()
  for (const [name, option] of listOptionNames()) {
    if (!index.has(fold(name))) index.set(fold(name), option)
  }
  return index
}

const index = indexNames()

/**
 * The option that a text names: by its ID or that of one of its sub options, by a name of either in any of the five
 * languages, with or without the ID behind it, or by what else people call it. The whole text has to be the name;
 * undefined for all else.
 */
export function findOption(text: string): OptionId | undefined {
  return index.get(fold(text))
}
