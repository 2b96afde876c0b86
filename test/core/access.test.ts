import { describe, expect, it } from 'vitest'
import { findAccess, type Group } from '../../src/core/access.ts'

type Known = Readonly<Record<string, Partial<{ people: string[]; groups: string[] }> | 'down' | 'hang'>>

/** Groups as a test knows them, and which of them were asked about. */
function known(all: Known) {
  const asked: string[] = []
  const findGroup = async (id: string): Promise<Group> => {
    asked.push(id)
    const group = all[id] ?? {}
    if (group === 'hang') return new Promise(() => {})
    if (group === 'down') throw new Error('out of order')
    return { people: new Set(group.people), groups: group.groups ?? [] }
  }
  return { asked, findGroup }
}

/** What is found of Ann where these ids are listed, of which those in upper case may be groups. */
const ofAnn = (listed: readonly string[] | undefined, { findGroup }: ReturnType<typeof known>) =>
  findAccess('ann', { listed, groups: (listed ?? []).filter((id) => /[A-Z]/.test(id)), findGroup })

describe('who may ask', () => {
  it.each<[string, readonly string[] | undefined, Known, string]>([
    ['everybody, where nobody is listed', undefined, {}, 'allowed'],
    ['who is listed', ['bob', 'ann'], {}, 'allowed'],
    ['not who is not', ['bob'], {}, 'notListed'],
    ['nobody, where the list is empty', [], {}, 'notListed'],
    ['not by a part of an id', ['anna', 'an'], {}, 'notListed'],
    ['who is in a listed group', ['A', 'B'], { B: { people: ['ann'] } }, 'allowed'],
    ['not who is in another group', ['A'], { B: { people: ['ann'] } }, 'notListed'],
    ['who is in a group within', ['A'], { A: { groups: ['B'] }, B: { people: ['ann'] } }, 'allowed'],
    [
      'not for groups that hold each other',
      ['A'],
      { A: { groups: ['B'] }, B: { groups: ['A'] } },
      'notListed',
    ],
    ['not where a group could not be learned', ['A', 'B'], { A: 'down' }, 'unknown'],
    ['not where one within could not', ['A'], { A: { groups: ['B'] }, B: 'down' }, 'unknown'],
    [
      'who is in one group, whatever another is',
      ['A', 'B'],
      { A: 'down', B: { people: ['ann'] } },
      'allowed',
    ],
    ['without waiting for the others', ['A', 'B'], { A: 'hang', B: { people: ['ann'] } }, 'allowed'],
  ])('%s', async (_who, listed, groups, access) => {
    expect(await ofAnn(listed, known(groups))).toBe(access)
  })

  it('asks for no group about who is listed', async () => {
    const groups = known({ A: 'down' })
    expect(await ofAnn(['A', 'ann'], groups)).toBe('allowed')
    expect(groups.asked).toEqual([])
  })

  it('asks for no group twice', async () => {
    const groups = known({ A: { groups: ['C', 'C'] }, B: { groups: ['A', 'C'] } })
    expect(await ofAnn(['A', 'A', 'B'], groups)).toBe('notListed')
    expect(groups.asked.sort()).toEqual(['A', 'B', 'C'])
  })
})
