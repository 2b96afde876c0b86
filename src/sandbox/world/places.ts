/** What a customer of one language looks like. All names are invented; phone numbers lie in ranges kept free. */
export interface Place {
  readonly locale: string
  readonly zones: readonly string[]
  readonly countryCode: string
  readonly phone: (four: string) => string
  readonly cellphone: (four: string) => string
  readonly lastNames: readonly string[]
  readonly firstNames: readonly string[]
  readonly memos: readonly string[]
  /** Invented words to make company names of, each with its spelling in a domain name. */
  readonly words: readonly (readonly [name: string, domain: string])[]
  readonly trades: readonly string[]
  readonly companyName: (word: string, trade: string, variant: number) => string
}

const japan: Place = {
  locale: 'ja_JP',
  zones: ['Asia/Tokyo'],
  countryCode: '+81',
  phone: (four) => `03-0000-${four}`,
  cellphone: (four) => `090-0000-${four}`,
  lastNames: ['星野', '水野', '青木', '小松', '早川', '三浦', '髙橋', '渡邊'],
  firstNames: ['葵', '蓮', '陽菜', '大和', 'さくら', '健太'],
  memos: ['更新は本社の承認が必要', '年度末に席数を見直す予定', '請求書は郵送', '担当: 佐藤\n電話は午後のみ'],
  words: [
    ['そらまめ', 'soramame'],
    ['つきのわ', 'tsukinowa'],
    ['ほしくず', 'hoshikuzu'],
    ['こもれび', 'komorebi'],
    ['カザミドリ', 'kazamidori'],
    ['ｺﾞﾏﾌｱｻﾞﾗｼ', 'gomafu'],
    ['ＡＯＩＴＯＲＩ', 'aoitori'],
    ['雲雀丘', 'hibarioka'],
    ['白樺坂', 'shirakabazaka'],
    ['ねむのき', 'nemunoki'],
    ['ﾋﾀﾞﾏﾘ', 'hidamari'],
    ['千歳飴', 'chitoseame'],
  ],
  trades: ['印刷', '運輸', '設計事務所', '食品', '建設', 'ロジスティクス', '歯科', '電機'],
  companyName: (word, trade, variant) =>
    [
      `株式会社${word}${trade}`,
      `${word}${trade}株式会社`,
      `㈱${word}${trade}`,
      `合同会社 ${word}${trade}`,
      `${word}　${trade}(株)`,
    ][variant % 5] ?? word,
}

const korea: Place = {
  locale: 'ko_KR',
  zones: ['Asia/Seoul'],
  countryCode: '+82',
  phone: (four) => `02-000-${four}`,
  cellphone: (four) => `010-0000-${four}`,
  lastNames: ['한', '서', '문', '임', '나'],
  firstNames: ['가람', '다온', '하늘', '보라', '여름'],
  memos: ['갱신 전에 본사 확인 필요', '분기마다 라이선스 수 점검', '세금계산서는 이메일로'],
  words: [
    ['달무리', 'dalmuri'],
    ['솔바람', 'solbaram'],
    ['은하물결', 'eunha'],
    ['도토리숲', 'dotori'],
    ['별비', 'byeolbi'],
    ['가온누리봄', 'gaonnuri'],
  ],
  trades: ['물류', '건축', '식품', '인쇄', '소프트', '의원'],
  companyName: (word, trade, variant) =>
    [`주식회사 ${word}${trade}`, `㈜${word}${trade}`, `${word} ${trade}`][variant % 3] ?? word,
}

const elsewhere: Place = {
  locale: 'en_US',
  zones: [
    'America/Los_Angeles',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'America/New_York',
    'Pacific/Apia',
    'America/St_Johns',
    'Europe/London',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ],
  countryCode: '+1',
  phone: (four) => `+1 202-555-01${four.slice(2)}`,
  cellphone: (four) => `+1 415-555-01${four.slice(2)}`,
  lastNames: ['Quill', 'Marlowe', "O'Dell", 'Núñez', 'Bergström'],
  firstNames: ['Ada', 'Ines', 'Noor', 'Theo', 'Jürgen'],
  memos: ['Prefers e-mail over phone', 'Renewal needs sign-off by finance', 'Seats to be reviewed in spring'],
  words: [
    ['Quillfeather', 'quillfeather'],
    ['Maple & Moss', 'maplemoss'],
    ['Harrowgate Nine', 'harrowgate9'],
    ['Blåbær', 'blabaer'],
    ['Thistledown', 'thistledown'],
    ['Copperkettle', 'copperkettle'],
    ["O'Fennel", 'ofennel'],
  ],
  trades: ['Logistics', 'Studios', 'Foods', 'Clinics', 'Freight', 'Architects'],
  companyName: (word, trade, variant) =>
    [`${word} ${trade}`, `${word} ${trade}, Inc.`, `The ${word} ${trade} Company`, `${word} ${trade} GmbH`][
      variant % 4
    ] ?? word,
}

const taiwan: Place = {
  locale: 'zh_TW',
  zones: ['Asia/Taipei'],
  countryCode: '+886',
  phone: (four) => `02-0000-${four}`,
  cellphone: (four) => `0900-00-${four}`,
  lastNames: ['歐陽', '葉', '鄭', '蕭'],
  firstNames: ['語彤', '承恩', '詠晴', '柏翰'],
  memos: ['續約前請先聯絡總公司', '每季檢視授權數量', '發票以電子郵件寄送'],
  words: [
    ['雲豹谷', 'yunbaogu'],
    ['螢火湖', 'yinghuohu'],
    ['竹風亭', 'zhufengting'],
    ['藍鯨灣', 'lanjingwan'],
    ['山嵐雨', 'shanlanyu'],
  ],
  trades: ['物流', '食品', '設計', '營造', '診所', '印刷'],
  companyName: (word, trade, variant) =>
    [`${word}${trade}股份有限公司`, `${word}${trade}有限公司`, `${word}${trade}企業社`][variant % 3] ?? word,
}

const china: Place = {
  locale: 'zh_CN',
  zones: ['Asia/Shanghai', 'Asia/Urumqi'],
  countryCode: '+86',
  phone: (four) => `010-0000-${four}`,
  cellphone: (four) => `100-0000-${four}`,
  lastNames: ['欧阳', '叶', '郑', '萧'],
  firstNames: ['雨桐', '子轩', '欣怡', '浩然'],
  memos: ['续约前请先联系总部', '每季度检查许可数量', '发票通过电子邮件发送'],
  words: [
    ['云豹谷', 'yunbao'],
    ['萤火湖', 'yinghuo'],
    ['竹风亭', 'zhufeng'],
    ['蓝鲸湾', 'lanjing'],
    ['山岚雨', 'shanlan'],
  ],
  trades: ['物流', '食品', '设计', '建筑', '诊所', '印刷'],
  companyName: (word, trade, variant) =>
    [`${word}${trade}有限公司`, `${word}（北方）${trade}有限公司`, `${word}${trade}工作室`][variant % 3] ??
    word,
}

/** Who a reseller in Japan sells to, as a round that repeats: mostly at home. */
export const places: readonly Place[] = [
  japan,
  elsewhere,
  japan,
  korea,
  taiwan,
  japan,
  elsewhere,
  china,
  japan,
]
