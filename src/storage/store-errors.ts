/** Another process works on the embedded store's folder. */
export class StoreHeld extends Error {
  override readonly name = 'StoreHeld'

  constructor(folder: string) {
    super(`The store in ${folder} is in use by another process; stop it, or set another DATA_DIR.`)
  }
}

/** The store cannot be reached, or does not answer. `message` holds no secret. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
}

/** A newer version of the desk has changed the tables in ways that this one does not know. */
export class StoreTooNew extends Error {
  override readonly name = 'StoreTooNew'

  constructor(unknownMigrations: readonly string[]) {
    super(
      `The store was made by a newer version (${unknownMigrations.join(', ')}); run that version, or restore a backup.`,
    )
  }
}

/** What a driver's error says, in a line. A refused connection to several addresses has no message of its own. */
export function readReason(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.message) return error.message
  return 'code' in error ? String(error.code) : error.name
}
