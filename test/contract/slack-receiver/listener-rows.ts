import { command, form, mention, nothing, press, type Row, signed } from './requests.ts'

/** Requests that reach a listener: the answer is what the listener makes it. */
export const listenerRows: readonly Row[] = [
  {
    name: 'a command answered with words',
    body: command('/say'),
    expected: { status: 200, text: 'said' },
    heard: ['/say words'],
  },
  {
    name: 'a command answered with a message',
    body: command('/show'),
    expected: { status: 200, text: '{"text":"shown"}', contentType: 'application/json' },
    heard: ['/show words'],
  },
  {
    name: 'a command answered with nothing',
    body: command('/hush'),
    expected: { status: 200, ...nothing },
    heard: ['/hush words'],
  },
  { name: 'a button', body: press('go'), expected: { status: 200, ...nothing }, heard: ['go'] },
  {
    name: 'an event, with its number of tries',
    body: mention('Ev1'),
    type: 'application/json',
    headers: (body) => ({
      ...signed(body),
      'x-slack-retry-num': '2',
      'x-slack-retry-reason': 'http_timeout',
    }),
    expected: { status: 200, ...nothing },
    heard: ['hello 2 http_timeout'],
  },
  {
    name: 'a listener that fails before its answer',
    body: command('/fail'),
    expected: { status: 500, ...nothing },
    heard: ['/fail words'],
  },
  {
    name: 'a listener that fails after its answer',
    body: command('/late-fail'),
    expected: { status: 200, ...nothing },
    heard: ['/late-fail words'],
  },
  {
    name: 'a second answer of a listener',
    body: command('/twice'),
    expected: { status: 200, text: 'one' },
    heard: ['/twice words', 'ReceiverMultipleAckError'],
  },
]

/** Nobody answers these; each with the milliseconds after which that becomes a 404. */
export const unanswered = [
  { name: 'a command that nobody listens to', body: command('/nobody'), type: form, deadlineMs: 3001 },
  { name: 'a button that nobody listens to', body: press('nobody'), type: form, deadlineMs: 3001 },
  { name: 'a body of no known kind', body: '{"hello":"world"}', type: 'application/json', deadlineMs: 3001 },
  {
    name: 'a custom step that nobody runs',
    body: JSON.stringify({
      type: 'event_callback',
      team_id: 'T1',
      event: { type: 'function_executed', function_execution_id: 'Fx1', inputs: {} },
    }),
    type: 'application/json',
    deadlineMs: 5001,
  },
] as const
