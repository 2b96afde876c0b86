import { createHash } from 'node:crypto'
import type { ServerResponse } from 'node:http'

export interface Page {
  readonly status: number
  /** Of the words, as in BCP 47. */
  readonly language: string
  /** Plain text, like all the rest. */
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly link?: { readonly to: string; readonly text: string }
}

/** In the colours that the browser is set to, and in lines short enough to be read on any screen. */
const style = `
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif; }
body { max-width: 36rem; margin: 0 auto; padding: 2rem 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.3; }
`
const styleHash = createHash('sha256').update(style).digest('base64')

/** Nothing is loaded, framed, kept or told to where a link leads: the address of the page holds a code. */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
}

/** For an answer that no hook of the server sees. */
export function guard(response: ServerResponse): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** Ends an answer with a page that needs nothing but itself. */
export function sendPage(
  response: ServerResponse,
  { status, language, title, paragraphs, link }: Page,
): void {
  const lines = [
    '<!doctype html>',
    `<html lang="${escapeHtml(language)}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${escapeHtml(title)}</h1>`,
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...(link ? [`<p><a href="${escapeHtml(link.to)}">${escapeHtml(link.text)}</a></p>`] : []),
    '</body>',
    '</html>',
    '',
  ]
  guard(response)
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' })
  response.end(lines.join('\n'))
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
