import { signatureHeaders } from '../../helpers/signed-request.ts'
import { command, nothing, nowMs, type Row, signed } from './requests.ts'

const withoutHeader = (name: string) => (body: string | Buffer) => {
  const { [name]: _left, ...headers } = signed(body)
  return headers
}

/** Signatures and time stamps, most of them wrong. */
export const signatureRows: readonly Row[] = [
  {
    name: 'a body that was changed',
    body: command('/say'),
    headers: () => signed(command('/show')),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'another secret',
    body: command('/say'),
    headers: (body) => signatureHeaders('other', body, nowMs),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'no signature',
    body: command('/say'),
    headers: withoutHeader('x-slack-signature'),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'no time stamp',
    body: command('/say'),
    headers: withoutHeader('x-slack-request-timestamp'),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a time stamp that is no number',
    body: command('/say'),
    headers: (body) => ({ ...signed(body), 'x-slack-request-timestamp': 'noon' }),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'an unknown version of the signature',
    body: command('/say'),
    headers: (body) => ({ ...signed(body), 'x-slack-signature': 'v1=00' }),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'half a signature',
    body: command('/say'),
    headers: (body) => ({ ...signed(body), 'x-slack-signature': 'v0=' }),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a stamp of 5 minutes and 20 seconds ago',
    body: command('/say'),
    headers: (body) => signed(body, -320),
    expected: { status: 401, ...nothing },
  },
  {
    name: 'a stamp of 4 minutes and 40 seconds ago',
    body: command('/say'),
    headers: (body) => signed(body, -280),
    expected: { status: 200 },
    heard: ['/say words'],
  },
  {
    name: 'a stamp of 4 minutes and 40 seconds ahead',
    body: command('/say'),
    headers: (body) => signed(body, 280),
    expected: { status: 200 },
    heard: ['/say words'],
  },
  {
    name: 'a stamp of 5 minutes and 20 seconds ahead',
    body: command('/say'),
    headers: (body) => signed(body, 320),
    expected: { status: 401, ...nothing },
    differs: { 'Bolt’s HTTPReceiver': { expected: { status: 200 }, heard: ['/say words'] } },
  },
]
