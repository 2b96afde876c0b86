import type { MrkdwnElement, PlainTextElement } from '@slack/types'
import { mayHoldMarkup, toSlackText } from './slack-text.ts'

/** Text that Slack shows as it is: no formatting, no emoji codes, no links, no mentions. */
export function plain(text: string, limit: number): PlainTextElement {
  return { type: 'plain_text', text: toSlackText(text, limit), emoji: false }
}

/**
 * Bold, where the text holds nothing that Slack could take for markup; otherwise plain. Titles and labels are
 * mostly words of ours, but may carry a name or code from outside.
 */
export function bold(text: string, limit: number): MrkdwnElement | PlainTextElement {
  if (mayHoldMarkup(text.trim())) return plain(text, limit)
  return { type: 'mrkdwn', text: `*${toSlackText(text, limit - 2)}*`, verbatim: true }
}

/** Bold, and leading to a web address, where both the text and the address hold nothing that could be markup. */
export function linked(text: string, url: string, limit: number): MrkdwnElement | PlainTextElement {
  const label = bold(text, limit)
  if (label.type === 'plain_text' || !/^https?:\/\/[^\s<>|*]{1,300}$/.test(url)) return label
  return { ...label, text: `*<${url}|${label.text.slice(1, -1)}>*` }
}
