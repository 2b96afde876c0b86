import type { ComposedDigest, ComposeInput } from '../composing.ts'
import { detailsCard } from './details.ts'
import { allOf, type Gathered, gather } from './gather.ts'
import { listCommand, namedOf, parentCard } from './parent.ts'

/** Both cards are to be spoken in the rule's language and zone. */
export function composeDigest(input: ComposeInput): ComposedDigest {
  const gathered = gather(input)
  const named = namedOf(gathered)
  const claimed = new Map(input.claims.map((claim) => [claim.item, claim]))
  return {
    parent: parentCard(gathered, named, claimed, input),
    details: detailsCard(gathered, named, claimed, input),
    isEmpty: isEmpty(gathered, input),
    command: listCommand,
  }
}

/** Before the first complete pass nobody knows that there is nothing. */
function isEmpty(gathered: Gathered, { lastPassAt }: ComposeInput): boolean {
  const { changes, unread, failed } = gathered
  return changes.length + allOf(gathered).length + unread.length + failed.length === 0 && lastPassAt !== null
}
