import { expect, it } from 'vitest'
import { findLeaks } from './helpers/find-leaks.ts'

it.each([
  '{"reason":"xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy"}',
  '{"msg":"Bolt: refused xoxe.xoxb-1-Mi0yLTE3"}',
  '{"assertion":"eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2ln"}',
  '"-----BEGIN PRIVATE KEY-----\\nMIIE"',
  '{"header":"Authorization: Bearer abcd1234"}',
  '{"url":"https://hooks.slack.com/commands/T1/2/x"}',
  '{"name":"admin1@mail.example"}',
  '{"phone":"090-0000-1234"}',
  '{"phone":"+1 202-555-0123"}',
  '{"text":"When does the trial of 10000001 end?"}',
  '{"text":"そらまめ建設はいつまで？"}',
  '{"text":"the key is hunter2-hunter2"}',
  '{"token":"hunter2-hunter2"}',
])('finds what no log may hold in %s', (line) => {
  expect(findLeaks([line], new Set(['hunter2-hunter2']))).toHaveLength(1)
})

it.each([
  '{"level":30,"time":"2026-11-21T12:00:00.000Z","correlationId":"63f30c4b-bab6","person":"a@example.com","tookMs":0}',
  '{"correlationId":"351c7975-0826-4632-8160-d64dc95ac95d","message":"partner call"}',
  '{"reason":"users.get: 403 ACCESS_DENIED","domainId":"10000001","msg":"command answered"}',
  '    at query (file:///srv/desk/node_modules/@electric-sql/pglite/dist/index.js:1:20)',
  '{"err":{"type":"Error","message":"connect ECONNREFUSED 127.0.0.1:5432"}}',
])('finds nothing in %s', (line) => {
  expect(findLeaks([line], new Set(['hunter2-hunter2']))).toEqual([])
})
