import type { Workspace } from '../workspace.ts'

export interface AuthorizePage {
  readonly scopes: readonly string[]
  readonly workspaces: readonly Workspace[]
  /** The team id of the one that is chosen at first. */
  readonly chosen: string
  /** Whether expiring tokens are chosen at first. */
  readonly rotates: boolean
}

/** The page on which a person lets the app into a workspace. Its form goes back to the address that it was opened at. */
export function writeAuthorizePage({ scopes, workspaces, chosen, rotates }: AuthorizePage): string {
  const choices = workspaces.map(({ team, installation }) =>
    choice('workspace', {
      ...{ value: team.id, text: team.name, isChosen: team.id === chosen },
      note: installation.isInstalled ? 'installed' : `${team.domain}.slack.com`,
    }),
  )
  const lives = [
    choice('tokens', { value: 'rotating', text: 'Expire after twelve hours', isChosen: rotates }),
    choice('tokens', { value: 'lasting', text: 'Never expire', isChosen: !rotates }),
  ]
  return writePage(
    'Install Partner Desk',
    `<p>Partner Desk asks for access to a workspace.</p>
<form method="post">
<fieldset><legend>Workspace</legend>${choices.join('')}</fieldset>
<fieldset><legend>Its tokens</legend>${lives.join('')}</fieldset>
<details><summary>It may use ${scopes.length} scopes</summary><ul>${scopes.map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`).join('')}</ul></details>
<p class="decision"><button name="decision" value="cancel">Cancel</button><button name="decision" value="allow" class="allow">Allow</button></p>
</form>`,
  )
}

/** The page that stands instead where the app asked in a wrong way; `error` is Slack's name for it. */
export function writeErrorPage(error: string): string {
  return writePage(
    'This cannot be installed',
    `<p>Slack would refuse what the app asked for: <code>${escapeHtml(error)}</code></p>`,
  )
}

interface Choice {
  readonly value: string
  readonly text: string
  readonly isChosen: boolean
  readonly note?: string
}

function choice(name: string, { value, text, isChosen, note }: Choice): string {
  const checked = isChosen ? ' checked' : ''
  const small = note === undefined ? '' : ` <small>${escapeHtml(note)}</small>`
  return `<label><input type="radio" name="${name}" value="${escapeHtml(value)}"${checked} required> ${escapeHtml(text)}${small}</label>`
}

function writePage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/playground/icon.svg">
<link rel="stylesheet" href="/playground/playground.css">
<link rel="stylesheet" href="/playground/authorize.css">
</head>
<body class="authorize">
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
