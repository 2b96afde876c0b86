/** For an empty room, by the language of who asks. Both customers are in every world. */
const questions = {
  'ja-JP': ['10000001のトライアルはいつまでですか？', '10000009が使っているオプションは？'],
  'ko-KR': ['10000001 체험판은 언제 끝나나요?', '10000009가 쓰는 옵션은 뭐예요?'],
  'en-US': ['when does the trial of 10000001 end?', 'which options does 10000009 have?'],
  'zh-TW': ['10000001 的試用什麼時候到期？', '10000009 有哪些附加產品？'],
  'zh-CN': ['10000001 的试用什么时候到期？', '10000009 有哪些增值选项？'],
}

/**
 * Questions to begin with, in the person's own words.
 *
 * @param {string} locale such as `ja-JP` or `ja_JP`; others read English
 * @param {string} address the name that the bot listens to in the room; empty where it needs none
 * @returns {{ text: string, about: string, lang: string }[]}
 */
export function listQuestions(locale, address) {
  const wanted = locale.replace('_', '-')
  const lang = Object.hasOwn(questions, wanted) ? wanted : 'en-US'
  return questions[lang].map((text) => ({
    text: address ? `${address} ${text}` : text,
    about: 'In your own words',
    lang,
  }))
}
