import type { ComposedDigest, ComposeInput } from '../composing.ts'
import { detailsCard } from './details.ts'
import { allOf, contentOf, type DigestContent } from './digest-content.ts'
import { listCommand, namedOf, parentCard } from './parent.ts'

/** Both cards are to be spoken in the rule's language and zone. */
export function composeDigest(input: ComposeInput): ComposedDigest {
  const content = contentOf(input)
  const named = namedOf(content)
  const claimed = new Map(input.claims.map((claim) => [claim.item, claim]))
  return {
    parent: parentCard(content, named, claimed, input),
    details: detailsCard(content, named, claimed, input),
    isEmpty: isEmpty(content, input),
    command: listCommand,
  }
}

/** Before the first complete pass nobody knows that there is nothing. */
function isEmpty(content: DigestContent, { lastPassAt }: ComposeInput): boolean {
  const { changes, unread, failed } = content
  return changes.length + allOf(content).length + unread.length + failed.length === 0 && lastPassAt !== null
}
