/**
 * Words that turn what stands beside them, whatever headings they have: the grammar of questions, where
 * `locales/questions/` holds their vocabulary. Written as `foldWord` folds them, by script.
 */

/** Between a thing and what is asked of it: nothing by themselves. */
export const links = listOf('の を が', '的', '의 을 를', 'to of in a the their')

/** Between two things that are asked for. */
export const joins = listOf(
  'と や 及び および それと',
  '과 와 랑 이랑 하고 및 그리고',
  'and or plus also',
  '和 跟 與 与 及 以及 還有 还有',
)

/** Licenses, but said of a customer as a whole as well. */
export const accounts = listOf('账户 账号 帐号 帐户 帳戶 帳號', 'アカウント', '계정')

/** Behind a person who said or asked something. */
export const sources = listOf(
  'から より',
  '께서 께서는 분께서 님께서',
  '打來 打来 來電 来电 問 问 來問 来问 詢問 询问',
  'asked asks asking called wants wanted says said emailed wrote',
)

/** Behind what is on file, such as the phone number we have. */
export const having = listOf('wehave theyhave weuse theyuse wegot theygot')

function listOf(...ofScripts: readonly string[]): readonly string[] {
  return ofScripts.flatMap((words) => words.split(' '))
}
