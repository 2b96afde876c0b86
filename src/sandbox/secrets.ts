import { generateKeyPair, type KeyObject, randomBytes, randomInt } from 'node:crypto'
import { promisify } from 'node:util'
import { createBotToken } from './slack/installation.ts'

/** What the sandbox demands of the desk. Never logged. */
export interface Secrets {
  readonly worksClientId: string
  readonly worksClientSecret: string
  readonly worksServiceAccount: string
  /** PKCS#8 PEM, the form in which the Developer Console hands it out. */
  readonly worksPrivateKey: string
  readonly worksPublicKey: KeyObject
  /** Digits. */
  readonly worksBotId: string
  readonly worksBotSecret: string
  readonly slackSigningSecret: string
  readonly slackBotToken: string
  readonly slackClientId: string
  readonly slackClientSecret: string
  /** Of the workspaces, the playground's first. */
  readonly slackTeamIds: readonly [string, string]
}

/** The size of the keys that the Developer Console makes. */
const keyBits = 2048

const capitalsAndDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** Makes all secrets anew. */
export async function createSecrets(): Promise<Secrets> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: keyBits })
  return {
    worksClientId: randomBytes(10).toString('base64url'),
    worksClientSecret: randomBytes(8).toString('base64url'),
    worksServiceAccount: `${randomBytes(4).toString('hex')}.serviceaccount@partner.example`,
    worksPrivateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    worksPublicKey: publicKey,
    worksBotId: String(randomInt(1e6, 1e7)),
    worksBotSecret: randomBytes(15).toString('hex'),
    slackSigningSecret: randomBytes(16).toString('hex'),
    slackBotToken: createBotToken(),
    slackClientId: `${randomInt(1e12, 1e13)}.${randomInt(1e12, 1e13)}`,
    slackClientSecret: randomBytes(16).toString('hex'),
    slackTeamIds: [createTeamId(), createTeamId()],
  }
}

function createTeamId(): string {
  return `T${Array.from({ length: 10 }, () => capitalsAndDigits[randomInt(36)]).join('')}`
}
