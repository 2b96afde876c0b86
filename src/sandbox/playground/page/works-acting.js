import { postJson } from './sandbox.js'

/** What a person does on LINE WORKS. Each gives the reason why the bot did not hear of it, if it did not. */
const post = async (path, body) => {
  const { outcome } = await postJson(`/_sandbox/lineworks/${path}`, body)
  return outcome === 'failed' ? 'the bot did not take the callback' : undefined
}

/** @param {{ person: string, room: string, text: string }} wish */
export const sayText = (wish) => post('message', wish)

/** @param {{ person: string, message: string, action: any }} wish the action as it stands in the message */
export const pressAction = (wish) => post('press', wish)

/** @param {{ person: string, room: string, index: number }} wish */
export const pressMenu = (wish) => post('menu', wish)

/** @param {{ person: string, room: string, isMember: boolean }} wish */
export const setBotMember = (wish) => post('bot', wish)

/** @param {string} person whose direct room is opened for the first time */
export const beginRoom = (person) => post('begin', { person })
