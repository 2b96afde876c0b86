/** Waiting that can be cut short, for one sleeper. */
interface Nap {
  sleep(ms: number): Promise<void>
  /** Ends the nap, or the next one where nobody sleeps. */
  wake(): void
}

export function createNap(): Nap {
  let end: (() => void) | undefined
  let isWoken = false

  return {
    sleep: (ms) =>
      new Promise((resolve) => {
        end?.()
        if (isWoken) {
          isWoken = false
          resolve()
          return
        }
        const timer = setTimeout(() => end?.(), ms)
        end = () => {
          clearTimeout(timer)
          end = undefined
          resolve()
        }
      }),
    wake() {
      if (end) end()
      else isWoken = true
    },
  }
}
