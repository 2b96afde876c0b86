import { arrange } from './arrange.js'
import { createClock } from './clock.js'
import { createComposer } from './composer.js'
import { createConversation, renderDay } from './conversation.js'
import { byId } from './element.js'
import { showExamples } from './examples.js'
import { keep, remember } from './memory.js'
import { inZone, renderMessage, renderSaid } from './message.js'
import { fillPeople } from './people.js'
import { createPress } from './press.js'
import { renderRooms } from './rooms.js'
import { getJson, postJson, watchMessages } from './sandbox.js'
import { createTrouble } from './trouble.js'

const { team, bot, slackbot, people, rooms, slashCommands } = await getJson('/_sandbox/slack')

const remembered = remember(team.id)
let person = people.find(({ id }) => id === remembered.person) ?? people[0]
let room = rooms.find(({ id }) => id === remembered.room) ?? rooms[0]
let messages = []
/** What was typed in this tab, each after the message that was the last one then. */
let said = remembered.said
let isFirstReading = true
const unread = new Set()

const conversation = createConversation()
const composer = createComposer({
  sent: said.map(({ text }) => text),
  registered: slashCommands,
  onSend: send,
})
const offerExamples = () => showExamples(send)
const clock = createClock(() => person.zone, offerExamples)
const trouble = createTrouble()
const { press, onChange } = createPress(() => person.id)

const roomsOf = ({ id }) => rooms.filter((each) => each.person === undefined || each.person === id)
const nameOf = (id) => [...people, bot, slackbot, ...rooms].find((each) => each.id === id)?.name
const isSeen = (message) => !message.ephemeral || message.person === person.id

function authorOf(id) {
  const author = id === 'bot' ? bot : [...people, slackbot].find((each) => each.id === id)
  const { name, locale, kind } = author ?? { name: id, kind: 'member' }
  return { name, locale, isBot: kind === 'bot', tone: people.indexOf(author) }
}

function listItems() {
  const here = messages.filter((message) => message.room === room.id && isSeen(message))
  const typed = said.filter((line) => line.room === room.id && line.person === person.id)
  return withDays(
    arrange(here, typed).map(({ message, line }) => (message ? toMessageItem(message) : toSaidItem(line))),
  )
}

function toMessageItem(message) {
  const { zone, locale } = person
  return {
    key: message.id,
    at: message.at,
    version: JSON.stringify([message.payload, zone, locale]),
    render: () =>
      renderMessage(message, { author: authorOf(message.author), zone, locale, nameOf, onPress: press }),
  }
}

function toSaidItem(line) {
  const { zone } = person
  return {
    key: line.key,
    at: line.at,
    version: JSON.stringify([line, zone]),
    render: () => renderSaid(line, { author: authorOf(line.person), zone }),
  }
}

function withDays(entries) {
  let day = ''
  return entries.flatMap((entry, index) => {
    const its = inZone(new Date(entry.at), person.zone, 'day')
    if (its === day) return [entry]
    day = its
    return [{ key: `day ${index} ${its}`, version: its, render: () => renderDay(its) }, entry]
  })
}

function show(options) {
  const items = listItems()
  byId('empty').hidden = items.length > 0
  byId('clear').hidden = items.length === 0
  conversation.show(items, options)
  keep(team.id, { person: person.id, room: room.id, said })
}

function showRooms() {
  const isDirect = room.person !== undefined
  byId('room-name').textContent = isDirect ? bot.name : `# ${room.name}`
  byId('room-topic').textContent = room.topic
  renderRooms(roomsOf(person), { current: room, unread, botName: bot.name, onChoose: enter })
}

function enter(next) {
  room = next
  unread.delete(room.id)
  showRooms()
  show({ toEnd: true })
  composer.focus()
}

function become(next) {
  const wasDirect = room.person !== undefined
  person = next
  unread.clear()
  clock.show()
  enter(wasDirect ? (roomsOf(person).find((each) => each.person === person.id) ?? rooms[0]) : room)
}

async function send(text) {
  const line = {
    key: `said ${crypto.randomUUID()}`,
    room: room.id,
    person: person.id,
    text,
    at: clock.now(),
    after: messages.at(-1)?.id ?? '0',
    isWaiting: true,
    problem: undefined,
  }
  said.push(line)
  show({ toEnd: true })
  try {
    await postJson('/_sandbox/slack/command', { person: line.person, room: line.room, text })
  } catch (error) {
    line.problem = error.message
  }
  line.isWaiting = false
  show()
}

/** The record, which holds other platforms' messages too. */
function onMessages(record) {
  const next = record.filter(({ platform }) => platform === 'slack')
  if (messages.length > 0 && next.length === 0) startAnew()
  const known = new Set(messages.map(({ id }) => id))
  const fresh = isFirstReading ? [] : next.filter(({ id }) => !known.has(id))
  for (const message of fresh) if (message.room !== room.id && isSeen(message)) unread.add(message.room)
  isFirstReading = false
  messages = next
  onChange()
  showRooms()
  show()
}

/** The sandbox was reset. */
function startAnew() {
  said = []
  unread.clear()
  clock.refresh()
  trouble.refresh()
  offerExamples()
}

/** Takes everything out of this room, for everybody. */
async function clear() {
  const { id } = room
  said = said.filter((line) => line.room !== id)
  try {
    await postJson('/_sandbox/messages', { clear: true, room: id })
  } catch (error) {
    byId('status').textContent = error.message
  }
  show()
  composer.focus()
}

byId('team').textContent = team.name
fillPeople(people, person, become)
byId('clear').addEventListener('click', clear)
showRooms()
await Promise.all([clock.refresh(), trouble.refresh(), offerExamples()])
watchMessages({
  onMessages,
  onConnection: (isOpen) => {
    byId('status').textContent = isOpen ? '' : 'The sandbox is not there. Trying again…'
  },
})
