/** Seconds after which a changed message is left alone: what has been read meanwhile is no slip any more. */
const longestChange = 60

/** Whether a message was changed so soon that the change is answered; both in seconds since the epoch. */
export function isSlip(ts: string, changedAt: string | number): boolean {
  return Number(changedAt) - Number(ts) <= longestChange
}
