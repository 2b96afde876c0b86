import { describe, expect, it } from 'vitest'
import { messageText } from '../../src/slack/message-text.ts'

const section = { type: 'section', text: { type: 'mrkdwn', text: 'Ticket of *Acme*' } }

describe('what stands in a message', () => {
  it.each([
    ['its text', { text: 'About 10000001' }, 'About 10000001'],
    ['its text alone, where it has one', { text: 'About 10000001', blocks: [section] }, 'About 10000001'],
    ['nothing, of a file', { text: '', files: [{ id: 'F1', name: 'Acme.pdf' }] }, ''],
    ['nothing, of no message', undefined, ''],
    ['the words of its blocks', { text: ' ', blocks: [section] }, 'Ticket of *Acme*'],
    [
      'the words of all kinds of blocks but of buttons',
      {
        blocks: [
          { type: 'header', text: { type: 'plain_text', text: 'New ticket' } },
          { ...section, fields: [{ type: 'mrkdwn', text: 'ID 10000001' }] },
          {
            type: 'context',
            elements: [
              { type: 'image', alt_text: 'x' },
              { type: 'mrkdwn', text: 'by mail' },
            ],
          },
          { type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Take it' } }] },
          { type: 'markdown', text: 'Please *hurry*' },
          { type: 'divider' },
        ],
      },
      'New ticket\nTicket of *Acme*\nID 10000001\nby mail\nPlease *hurry*',
    ],
    [
      'the words of its attachments',
      { text: '', attachments: [{ fallback: 'all', pretext: 'Mail', title: 'Acme', text: 'Trial?' }] },
      'Mail\nAcme\nTrial?',
    ],
    ['the blocks of an attachment', { attachments: [{ blocks: [section] }] }, 'Ticket of *Acme*'],
    ['the fallback of an attachment', { attachments: [{ fallback: 'Ticket of Acme' }] }, 'Ticket of Acme'],
    [
      'what can be read beside what cannot',
      { text: 7, blocks: 'x', attachments: [{ text: 'Acme' }] },
      'Acme',
    ],
  ])('is %s', (_what, message, text) => {
    expect(messageText(message)).toBe(text)
  })
})
