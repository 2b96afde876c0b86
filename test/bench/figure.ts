/** A line of the table: what was measured beside what it is to be. */
export interface Figure {
  readonly figure: string
  readonly measured: string
  /** Empty where it is only told beside the others. */
  readonly goal: string
  /** True also where there is no goal. */
  readonly met: boolean
}

/** A line that has no goal of its own, and stands there to be compared with. */
export function toldBeside(figure: string, measured: string): Figure {
  return { figure, measured, goal: '', met: true }
}
