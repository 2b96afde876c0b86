import { z } from 'zod'

const installedSchema = z.object({
  /** Of this installation: another when the app is installed anew. */
  id: z.string(),
  /** The bot's token. */
  token: z.string(),
  /** Present where Slack lets tokens expire. */
  rotation: z
    .object({
      /** Good for one exchange. */
      refreshToken: z.string(),
      /** Milliseconds since the epoch, by our clock. */
      expiresAt: z.number(),
    })
    .optional(),
  /** What the workspace is called, for the operator. */
  name: z.string(),
})

/** What it takes to act in a workspace. It is kept sealed, and goes to Slack and nowhere else. */
export type Installed = Readonly<z.infer<typeof installedSchema>>

/** To be sealed. */
export function writeInstalled(installed: Installed): string {
  return JSON.stringify(installed)
}

/** Undefined for what `writeInstalled` of this version would not have written. */
export function readInstalled(text: string): Installed | undefined {
  try {
    return installedSchema.safeParse(JSON.parse(text)).data
  } catch {
    // Not passed on: the parser's message quotes what it could not read.
    return undefined
  }
}
