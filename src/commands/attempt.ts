import { type DeskError, toDeskError } from '../core/errors.ts'

/** Lets a part of an answer fail without the rest: the error comes back as a value, to be told to the person. */
export async function attempt<T>(read: Promise<T>): Promise<Attempted<T>> {
  try {
    return { value: await read }
  } catch (error) {
    return { error: toDeskError(error) }
  }
}

export type Attempted<T> =
  | { readonly value: T; readonly error?: never }
  | { readonly value?: never; readonly error: DeskError }
