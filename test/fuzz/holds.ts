import fc from 'fast-check'

/**
 * So that every run tries the same; a failure prints it with the path to its smallest case. Other seeds and more runs:
 * `FUZZ_SEED=7 FUZZ_RUNS=5000 npx vitest run --config test/vitest.config.ts test/fuzz`.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_121)

/** Checks that something holds for each of so many values; `check` throws where it does not. */
export function holdsFor<T>(values: fc.Arbitrary<T>, check: (value: T) => void, numRuns = 300): void {
  fc.assert(
    fc.property(values, (value) => {
      check(value)
    }),
    { seed, numRuns: runs(numRuns) },
  )
}

/** The same for what takes its time. */
export async function holdsForEach<T>(
  values: fc.Arbitrary<T>,
  check: (value: T) => Promise<void>,
  numRuns = 100,
): Promise<void> {
  await fc.assert(fc.asyncProperty(values, check), { seed, numRuns: runs(numRuns) })
}

function runs(usual: number): number {
  const { FUZZ_RUNS } = process.env
  return FUZZ_RUNS ? Number(FUZZ_RUNS) : usual
}
