import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

/** What a sealed text turned out to be. */
export type Opened =
  /** `isOld`: under a key that is being replaced. */
  { readonly text: string; readonly isOld: boolean } | { readonly reason: WhyShut }

/** `key`: none of ours made it; `damaged`: it is not as it was sealed, or another workspace's. */
export type WhyShut = 'key' | 'damaged'

/** Makes texts unreadable, and opens them, each for one workspace. */
export interface Seal {
  seal(workspace: string, text: string): string
  /** Never throws. */
  open(workspace: string, sealed: string): Opened
}

/** The form of what is sealed, should there ever be another. */
const form = 'v1'
const cipher = 'aes-256-gcm'
/** What GCM is made for; random, which is safe for more texts than one key will ever seal. NIST SP 800-38D, 8.2.2 */
const nonceBytes = 12
const tagBytes = 16

const sealedForm = /^v1\.([\w-]{11})\.([\w-]+)$/

/**
 * AES-256-GCM under keys of 32 bytes, the newest first: that one seals, all of them open. A text is bound to its
 * workspace, so that a row moved to another one stays shut.
 */
export function createSeal(keys: readonly [Buffer, ...Buffer[]]): Seal {
  const [newest] = keys
  const byId = new Map(keys.map((key) => [idOf(key), key]))

  function unseal(key: Buffer, bytes: Buffer, bound: string): string | undefined {
    try {
      const nonce = bytes.subarray(0, nonceBytes)
      const decipher = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes })
        .setAAD(Buffer.from(bound))
        .setAuthTag(bytes.subarray(-tagBytes))
      const text = decipher.update(bytes.subarray(nonceBytes, -tagBytes))
      return Buffer.concat([text, decipher.final()]).toString()
    } catch {
      // Not passed on: all it says is that the text does not fit, and `damaged` says so.
      return undefined
    }
  }

  return {
    seal(workspace, text) {
      const id = idOf(newest)
      const nonce = randomBytes(nonceBytes)
      const sealing = createCipheriv(cipher, newest, nonce, { authTagLength: tagBytes })
      sealing.setAAD(Buffer.from(boundTo(workspace, id)))
      const parts = [nonce, sealing.update(text), sealing.final(), sealing.getAuthTag()]
      return [form, id, Buffer.concat(parts).toString('base64url')].join('.')
    },

    open(workspace, sealed) {
      const [, id = '', content = ''] = sealedForm.exec(sealed) ?? []
      if (!id) return { reason: 'damaged' }
      const key = byId.get(id)
      if (!key) return { reason: 'key' }
      const text = unseal(key, Buffer.from(content, 'base64url'), boundTo(workspace, id))
      return text === undefined ? { reason: 'damaged' } : { text, isOld: key !== newest }
    },
  }
}

/** Says which key it was, and nothing of the key. */
function idOf(key: Buffer): string {
  return createHash('sha256')
    .update('partner-desk key id')
    .update(key)
    .digest()
    .subarray(0, 8)
    .toString('base64url')
}

function boundTo(workspace: string, id: string): string {
  return JSON.stringify([form, id, workspace])
}
