/** What a group holds: a person, or another group. */
export interface Member {
  readonly type: 'USER' | 'GROUP'
  readonly id: string
}

export interface Group {
  readonly id: string
  readonly name: string
  readonly members: readonly Member[]
}

const user = (id: string): Member => ({ type: 'USER', id })

const leads: Group = {
  id: '3a7e5d10-84c2-4f6b-9e05-9f0de0000002',
  name: 'Leads',
  members: [user('e8a2540d-7f36-4b1c-a5f8-42cf85eab904')],
}

/** Three people by themselves, and a fourth by the group in it. */
const support: Group = {
  id: '3a7e5d10-84c2-4f6b-9e05-9f0de0000001',
  name: 'Support',
  members: [
    user('2d9f6a1c-5b0e-4c7d-8a43-1f0c52b7e901'),
    user('7c41e8b0-93d2-4f5a-b6e7-20ad63c8f902'),
    user('b05d37f4-16c8-4ae9-9d21-31be74d9a903'),
    { type: 'GROUP', id: leads.id },
  ],
}

export const groups: readonly Group[] = [support, leads]

export function findGroup(id: string): Group | undefined {
  return groups.find((group) => group.id === id)
}
