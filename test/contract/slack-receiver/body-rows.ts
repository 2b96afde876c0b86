import { command, form, nothing, type Row } from './requests.ts'

/** Bodies that break off, that are as long as can be, and of types written otherwise. */
export const bodyRows: readonly Row[] = [
  {
    name: 'JSON that breaks off',
    body: '{"type":',
    type: 'application/json',
    expected: { status: 400, ...nothing },
  },
  { name: 'a payload that breaks off', body: 'payload=%7B', expected: { status: 400, ...nothing } },
  {
    name: 'a body of 64 KiB',
    body: `${command('/say')}&pad=`.padEnd(65_536, 'x'),
    expected: { status: 200 },
    heard: ['/say words'],
  },
  {
    name: 'a body of a byte more',
    body: `${command('/say')}&pad=`.padEnd(65_537, 'x'),
    expected: { status: 413, ...nothing },
  },
  {
    name: 'a form with a charset',
    body: command('/say'),
    type: `${form}; charset=utf-8`,
    expected: { status: 200 },
    heard: ['/say words'],
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 400 } } },
  },
  {
    name: 'a form in capitals',
    body: command('/say'),
    type: form.toUpperCase(),
    expected: { status: 200 },
    heard: ['/say words'],
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 400 } } },
  },
]
