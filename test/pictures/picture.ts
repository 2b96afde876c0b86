import type { Stage } from './stage.ts'

/** A file of the docs, and what people do until it can be taken. */
export interface Picture {
  /** Below docs. */
  readonly name: string
  take(stage: Stage, name: string): Promise<void>
}
