import { type DeskError, toDeskError } from '../core/errors.ts'
import type { Asked } from './command.ts'

/**
 * Lets a part of an answer fail without the rest: the error comes back as a value, to be told to the person, and
 * goes to the log, where the answer's reference finds it.
 */
export async function attempt<T>(read: Promise<T>, { log, call }: Asked): Promise<Attempted<T>> {
  try {
    return { value: await read }
  } catch (thrown) {
    const error = toDeskError(thrown)
    log.warn(
      { correlationId: call.correlationId, code: error.code, err: error },
      'part of an answer is missing',
    )
    return { error }
  }
}

export type Attempted<T> =
  | { readonly value: T; readonly error?: never }
  | { readonly value?: never; readonly error: DeskError }
