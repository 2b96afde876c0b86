import { createClock } from './clock.js'
import { byId } from './element.js'
import { createMemory } from './memory.js'
import { fillPeople, matchPeople } from './people.js'
import { readPlace } from './place.js'
import { renderRooms } from './rooms.js'
import { getJson, watchMessages } from './sandbox.js'
import { createSlackPane } from './slack-pane.js'
import { createTrouble } from './trouble.js'
import { createWorksPane } from './works-pane.js'

const [slack, lineworks] = await Promise.all([getJson('/_sandbox/slack'), getJson('/_sandbox/lineworks')])
const memory = createMemory(slack.team.id)
const people = matchPeople(slack.people, lineworks.people)
let human = people.find(({ key }) => key === memory.remembered.person) ?? people[0]
/** The platform that has the keyboard; a narrow window shows no other. */
let platform = memory.remembered.platform ?? 'slack'
let hadMessages = false
/** Where a link leads, until its message has been read. */
let place = readPlace(location.hash)

const clock = createClock(() => human.zone, offerExamples)
const trouble = createTrouble()
const page = { memory, now: clock.now, onChange: showRooms }
const panes = { slack: createSlackPane(slack, page), lineworks: createWorksPane(lineworks, page) }
const wide = matchMedia('(min-width: 1200px)')

function offerExamples() {
  return Promise.all(Object.values(panes).map((pane) => pane.showExamples()))
}

function showRooms() {
  for (const [id, pane] of Object.entries(panes)) {
    const current = pane.isVisible() ? pane.room()?.id : undefined
    renderRooms(byId(`${id}-rooms`), pane.rooms(), {
      current,
      unread: pane.unread,
      onChoose: (room) => enter(id, room),
    })
  }
  keep()
}

function keep() {
  const rooms = Object.entries(panes).map(([id, pane]) => [id, pane.room()?.id])
  memory.keep({ person: human.key, platform, rooms: Object.fromEntries(rooms) })
}

function enter(id, room) {
  panes[id].open(room)
  turnTo(id)
  panes[id].focus()
}

function turnTo(id) {
  platform = id
  byId('panes').dataset.platform = id
  for (const [each, pane] of Object.entries(panes)) {
    const isVisible = wide.matches || each === id
    if (pane.isVisible() !== isVisible) pane.setVisible(isVisible)
  }
  keep()
}

function become(next) {
  human = next
  clock.show()
  for (const pane of Object.values(panes)) pane.become(human)
}

async function onMessages(record) {
  const wasReset = hadMessages && record.length === 0
  hadMessages = record.length > 0
  if (wasReset) await startAnew()
  await Promise.all(Object.values(panes).map((pane) => pane.onRecord(record)))
  goToPlace()
}

function goToPlace() {
  if (!place) return
  enter(place.platform, place.room)
  if (place.message !== undefined) panes.slack.point(place.message)
  place = undefined
}

/** The sandbox was reset. */
function startAnew() {
  const anew = Object.values(panes).map((pane) => pane.startAnew())
  return Promise.all([...anew, clock.refresh(), trouble.refresh(), offerExamples()])
}

byId('team').textContent = slack.team.name
fillPeople(people, human, become)
become(human)
turnTo(platform)
panes[platform].focus()
wide.addEventListener('change', () => turnTo(platform))
for (const id of Object.keys(panes)) byId(id).addEventListener('focusin', () => id !== platform && turnTo(id))
// Wherever the focus is, what is typed goes into the line, as in Slack.
document.addEventListener('keydown', ({ key, ctrlKey, metaKey, altKey, target }) => {
  const isTyped = key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey
  if (isTyped && !target.closest('input, select, textarea, dialog, [popover]')) panes[platform].focus()
})
window.addEventListener('hashchange', () => {
  place = readPlace(location.hash)
  goToPlace()
})
await Promise.all([clock.refresh(), trouble.refresh(), offerExamples()])
watchMessages({
  onMessages,
  onConnection: (isOpen) => {
    for (const pane of Object.values(panes)) pane.say(isOpen ? '' : 'The sandbox is not there. Trying again…')
  },
})
