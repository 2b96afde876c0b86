import type { Json } from '../checks.ts'
import { nameBlocks } from '../workspace.ts'

/** A view that was checked, its blocks named. */
export function nameView(view: Json): Json {
  return { ...view, blocks: nameBlocks(view.blocks as readonly object[]) }
}
