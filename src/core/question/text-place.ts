/** A place in a text: UTF-16 units, the end excluded. */
export interface TextPlace {
  readonly from: number
  readonly to: number
}
