import type { Team } from '../team.ts'
import { appId } from '../workspace.ts'
import type { OpenView } from './views.ts'

/** A view as `views.open` answers with one, and as its submission carries it; `values` are those of its state. */
export function describeView({ id, hash, view }: OpenView, team: Team, values: object = {}): object {
  return {
    id,
    team_id: team.id,
    type: 'modal',
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    state: { values },
    hash,
    title: view.title,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
    close: view.close ?? null,
    submit: view.submit ?? null,
    previous_view_id: null,
    root_view_id: id,
    app_id: appId,
    external_id: view.external_id ?? '',
    app_installed_team_id: team.id,
    bot_id: team.botId,
  }
}
