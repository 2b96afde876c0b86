/** A line of the doctor's. */
export interface Finding {
  readonly isWell: boolean
  readonly line: string
}
