/** Runs something once, after so many milliseconds, unless the returned function is called before. */
export type SetTimer = (run: () => void, afterMs: number) => () => void

/** By real time; keeps no process alive. */
export const setRealTimer: SetTimer = (run, afterMs) => {
  const timer = setTimeout(run, afterMs).unref()
  return () => clearTimeout(timer)
}
