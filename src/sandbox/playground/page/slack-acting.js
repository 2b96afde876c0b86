import { postJson } from './sandbox.js'

/** What a person does in Slack. Each is refused in the sandbox's own words. */
const post = (path, wish) => postJson(`/_sandbox/slack/${path}`, wish)

/** @param {{ person: string, room: string, text: string }} wish */
export const runCommand = (wish) => post('command', wish)

/**
 * @param {{ person: string, room: string, text: string, thread?: string }} wish `thread`: id of its first message
 * @returns {Promise<{ id: string, outcome: string }>} `outcome`: of telling the desk
 */
export const writeMessage = (wish) => post('message', wish)

/**
 * @param {{ person: string, message: string, text: string }} wish
 * @returns {Promise<{ outcome: string }>}
 */
export const editMessage = (wish) => post('edit', wish)

/** @param {{ person: string, message: string, actionId: string, blockId: string | undefined }} wish */
export const pressButton = async (wish) => readReason(await post('action', wish))

/** @param {{ person: string, message: string, callbackId: string }} wish */
export const useShortcut = async (wish) => readReason(await post('shortcut', wish))

/** Why a press came to nothing, if it did. */
function readReason({ outcome }) {
  return outcome === 'acknowledged' ? undefined : outcome
}
