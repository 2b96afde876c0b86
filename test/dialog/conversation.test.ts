import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, type Running, run, until } from '../helpers/processes.ts'
import { migratedStore } from '../helpers/store-templates.ts'

interface Button {
  readonly action_id: string
  readonly block_id: string
  readonly text: string
}

/** What a person talks with the desk in Slack, against the sandbox, all processes as in use. */
describe('a conversation in Slack', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'partner-desk-talk-'))
  let desk: Running
  let sandbox = ''

  beforeAll(async () => {
    cpSync(migratedStore, join(dataDir, 'sandbox'), { recursive: true })
    const sandboxPort = await freePort()
    sandbox = `http://127.0.0.1:${sandboxPort}`
    desk = run('src/main.ts', ['serve'], { DATA_DIR: dataDir, PORT: '0', SANDBOX_PORT: String(sandboxPort) })
    await until(desk, async () => desk.output().includes('Playground: '))
    expect(await run('src/main.ts', ['collect'], { DATA_DIR: dataDir }).ended).toBe(0)
  }, 60_000)
  afterAll(async () => {
    await desk.stop()
    rmSync(dataDir, { recursive: true })
  })

  async function post(route: string, body: object): Promise<void> {
    const reply = await fetch(`${sandbox}/_sandbox/${route}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    expect([reply.status, await reply.text()]).toEqual([200, expect.stringContaining('acknowledged')])
  }

  async function newest() {
    const messages = (await (await fetch(`${sandbox}/_sandbox/messages`)).json()) as {
      id: string
      payload: { text: string; blocks: { type: string; elements?: object[]; accessory?: object }[] }
    }[]
    const message = messages.at(-1)
    if (!message) throw new Error('nothing was said')
    const buttons = message.payload.blocks
      .filter(({ type, accessory }) => type === 'actions' || accessory)
      .flatMap((block) =>
        (block.elements ?? [block.accessory]).map((button) => ({
          ...(button as { action_id: string; text: { text: string } }),
          block_id: (block as { block_id?: string }).block_id ?? '',
        })),
      )
      .map(({ action_id, block_id, text }): Button => ({ action_id, block_id, text: text.text }))
    return { id: message.id, text: JSON.stringify(message.payload), buttons }
  }

  async function say(text: string, person = 'U0EMILY0003') {
    await post('slack/command', { person, room: 'C0DESK00001', text })
    return newest()
  }

  async function press(button: Button | undefined, message: string, isThere: (text: string) => boolean) {
    if (!button) throw new Error('no such button')
    const person = 'U0EMILY0003'
    await post('slack/action', { person, message, actionId: button.action_id, blockId: button.block_id })
    await until(desk, async () => isThere((await newest()).text))
    return newest()
  }

  it('finds customers by a part of the name, and lets the person choose', async () => {
    const one = await say('/customer そらまめ建設')
    expect(one.text).toContain('そらまめ建設株式会社')
    expect(one.text).toContain('Domain ID')

    const several = await say('/options 株式会社')
    expect(several.buttons.length).toBeGreaterThan(3)
    const chosen = await press(several.buttons[0], several.id, (text) => text.includes('Options of'))
    expect(chosen.id).toBe(several.id)

    expect((await say('/customer zzzzqqq')).text).toContain('zzzzqqq')
  })

  it('tells what ends over all customers', async () => {
    const { text } = await say('/expiring 7')
    expect(text).toContain('Ending within 7 days')
    expect(text).toMatch(/today/)
    expect((await say('/expiring 400')).text).toMatch(/365/)
  })

  it('notes who takes on what, by the button beside its line, for all to see', async () => {
    const list = await say('/expiring 30')
    const takeOn = list.buttons.find(({ text }) => text === 'Take on')
    const taken = await press(takeOn, list.id, (text) => text.includes('You have taken this on'))
    expect(taken.text).toContain('Emily Carter')
    expect((await say('/expiring mine')).text).toContain('Taken on by Emily Carter')
    expect((await say('/expiring 30', 'U0MISAKI001')).text).toContain('担当：Emily Carterさん')
    const mine = await say('/expiring mine')
    const giveBack = mine.buttons.find(({ text }) => text === 'Give back')
    await press(giveBack, mine.id, (text) => text.includes('You have given this back'))
  })

  it('goes on in the language that the person chooses', async () => {
    expect((await say('/desk language ko')).text).toContain('언어 설정')
    expect((await say('/customer 10000001')).text).toContain('체험판')
    expect((await say('/customer 10000001', 'U0MISAKI001')).text).toContain('トライアル')
    expect((await say('/desk language auto')).text).toContain('Your profile decides')
  })

  it('does not answer guests and people from elsewhere, whatever they ask', async () => {
    for (const person of ['U0JORDAN006', 'U0ROBIN0007']) {
      for (const line of ['/customer 10000001', '/expiring', '/desk language ja']) {
        const { text } = await say(line, person)
        expect(text).toMatch(/full members|完整成员|正式成员/)
        expect(text).not.toMatch(/LINE WORKS Corp|Ending/)
      }
    }
  })
})
