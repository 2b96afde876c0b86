import { command, nothing, type Row } from './requests.ts'

/** The checks of a certificate and of the address, and what only looks like one. */
export const checkRows: readonly Row[] = [
  {
    name: 'the check of a certificate, unsigned',
    body: 'ssl_check=1&token=x',
    headers: () => ({}),
    expected: { status: 200, ...nothing },
  },
  {
    name: 'a command hidden in the check of a certificate',
    body: `ssl_check=1&${command('/say')}`,
    headers: () => ({}),
    expected: { status: 200, ...nothing },
  },
  {
    name: 'a form of 64 KiB that calls itself the check of a certificate, unsigned',
    body: 'ssl_check=1&pad='.padEnd(65_536, 'x'),
    headers: () => ({}),
    expected: { status: 401, ...nothing },
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 200 } } },
  },
  {
    name: 'a content type that is none, unsigned',
    body: 'a=b',
    type: 'form;;=',
    headers: () => ({}),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a check of a certificate by another number',
    body: 'ssl_check=2',
    headers: () => ({}),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'the check of the address',
    body: '{"type":"url_verification","challenge":"abc"}',
    type: 'application/json',
    expected: { status: 200, text: '{"challenge":"abc"}', contentType: 'application/json' },
  },
  {
    name: 'the check of the address, unsigned',
    body: '{"type":"url_verification","challenge":"abc"}',
    type: 'application/json',
    headers: () => ({}),
    expected: { status: 401, ...nothing },
  },
]
