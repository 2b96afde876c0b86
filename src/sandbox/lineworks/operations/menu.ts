import { jsonAnswer } from '../../answer.ts'
import { apiError, invalidParameter } from '../../works-api/api-error.ts'
import { findMenuFault } from '../content/find-content-fault.ts'
import type { Action } from '../find-action.ts'
import { created, type Operation } from '../operation.ts'
import { readJson } from './send-message.ts'

const path = '/bots/:botId/persistentmenu'

/** Replaces the menu. https://developers.worksmobile.com/en/docs/bot-persistentmenu-create */
export const createMenu: Operation = {
  name: 'bot.persistentmenu.create',
  method: 'POST',
  path,
  scopes: ['bot', 'bot.message'],
  answer({ body }, tenant) {
    const menu = readJson(body)
    if (menu === undefined) return apiError(400, 'BAD_REQUEST', 'The body is not JSON.')
    const fault = findMenuFault(menu)
    if (fault !== undefined) return invalidParameter(fault)
    tenant.menu = (menu as { content: { actions: readonly Action[] } }).content.actions
    return created
  },
}

/** Without a menu 404, though no page says so. https://developers.worksmobile.com/en/docs/bot-persistentmenu-get */
export const getMenu: Operation = {
  name: 'bot.persistentmenu.get',
  method: 'GET',
  path,
  scopes: ['bot', 'bot.message', 'bot.read'],
  answer: (_request, { menu }) =>
    menu.length > 0
      ? jsonAnswer({ content: { actions: menu } })
      : apiError(404, 'NOT_FOUND', 'There is no persistent menu.'),
}
