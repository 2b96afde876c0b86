import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emily, type LineWorksDesk, misaki, startLineWorksDesk } from './lineworks-desk.ts'

interface Members {
  readonly members: readonly { readonly id: string; readonly type: string }[]
  readonly responseMetaData: { readonly nextCursor: string | null }
}

let desk: LineWorksDesk
let support: string
let leads: string

beforeAll(async () => {
  desk = await startLineWorksDesk()
  const world = (await (await fetch(`${desk.sandbox.url}/_sandbox/lineworks`)).json()) as {
    groups: { id: string; name: string }[]
  }
  ;[support = '', leads = ''] = ['Support', 'Leads'].map(
    (wanted) => world.groups.find(({ name }) => name === wanted)?.id ?? '',
  )
})
afterAll(() => desk.close())

const read = async (id: string, query = '') =>
  (await (await desk.api(`/groups/${id}/members${query}`)).json()) as Members
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code: string }).code]

describe('the members of a group', () => {
  it('are its people, and the groups in it by themselves', async () => {
    const { members, responseMetaData } = await read(support)
    expect(members).toHaveLength(4)
    expect(members.filter(({ type }) => type === 'USER').map(({ id }) => id)).toEqual(
      expect.arrayContaining([misaki, emily]),
    )
    expect(members.at(-1)).toMatchObject({ type: 'GROUP', id: leads })
    expect(responseMetaData).toEqual({ nextCursor: null })
    expect((await read(leads)).members).toMatchObject([{ type: 'USER' }])
  })

  it('come in pages, each by the cursor of the one before', async () => {
    const all = (await read(support)).members
    const pages: Members[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const page: Members = await read(support, `?count=3${query}`)
      pages.push(page)
      cursor = page.responseMetaData.nextCursor
    }
    expect(pages.map(({ members }) => members.length)).toEqual([3, 1])
    expect(pages.flatMap(({ members }) => members)).toEqual(all)
  })

  it.each(['count=0', 'count=101', 'count=x', 'count=1&count=2', 'cursor=x', 'cursor='])(
    'are not given for %s',
    async (query) => {
      const answer = await desk.api(`/groups/${support}/members?${query}`)
      expect(await codeOf(answer)).toEqual([400, 'INVALID_PARAMETER'])
    },
  )

  it('are not given for the cursor of another group', async () => {
    const { nextCursor } = (await read(support, '?count=1')).responseMetaData
    const answer = await desk.api(`/groups/${leads}/members?cursor=${encodeURIComponent(nextCursor ?? '')}`)
    expect(answer.status).toBe(400)
  })

  it('of what is no group are not there', async () => {
    for (const id of ['nobody', misaki])
      expect(await codeOf(await desk.api(`/groups/${id}/members`))).toEqual([404, 'GROUP_NOT_EXIST'])
  })

  it.each([
    ['group.read', 200],
    ['group', 200],
    ['directory.read', 200],
    ['directory', 200],
    ['partner.read bot user.read', 403],
  ])('with the scopes %s: %i', async (scope, status) => {
    const token = await desk.sandbox.token(scope)
    expect((await desk.api(`/groups/${support}/members`, { token })).status).toBe(status)
  })

  it('have faults and a rate of their own', async () => {
    const fault = {
      target: 'lineworks',
      operation: 'groups.members.list',
      kind: 'status',
      status: 503,
      times: 1,
    }
    await desk.sandbox.control('faults', fault)
    expect((await desk.api(`/users/${misaki}`)).status).toBe(200)
    expect((await desk.api(`/groups/${support}/members`)).status).toBe(503)
    expect((await desk.api(`/groups/${support}/members`)).headers.get('ratelimit-limit')).toBe('240')
  })
})
