import { createUnderstand, type Understand } from '../core/question/understand.ts'
import { questionWords } from '../text/question-words.ts'

let understand: Understand | undefined

/** Made at the first question: the word lists take a tenth of a second, and most processes are asked none. */
export const understandQuestion: Understand = (text, names) => {
  understand ??= createUnderstand(questionWords)
  return understand(text, names)
}
