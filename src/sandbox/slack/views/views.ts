import { randomBytes } from 'node:crypto'
import type { Json } from '../checks.ts'

/** A dialog that stands open before one person. */
export interface OpenView {
  readonly id: string
  /** Another one after each change. */
  readonly hash: string
  readonly person: string
  /** As the desk gave it, blocks named. */
  readonly view: Json
}

/** The dialogs that are open: one a person, as the page shows no more. */
export interface Views {
  open(person: string, view: Json): OpenView
  /** Undefined where it was closed meanwhile. */
  update(id: string, view: Json): OpenView | undefined
  find(id: unknown): OpenView | undefined
  close(id: string): void
  list(): readonly OpenView[]
  clear(): void
  /** Calls back after every change, until the returned function is called. */
  subscribe(listener: () => void): () => void
}

export function createViews(): Views {
  const open = new Map<string, OpenView>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }

  function put(view: OpenView): OpenView {
    open.set(view.person, view)
    tell()
    return view
  }
  const find = (id: unknown) => open.values().find((each) => each.id === id)

  return {
    open: (person, view) => put({ id: `V${token(5)}`, hash: token(8), person, view }),
    update(id, view) {
      const old = find(id)
      return old && put({ ...old, hash: token(8), view })
    },
    find,
    close(id) {
      const view = find(id)
      if (!view) return
      open.delete(view.person)
      tell()
    },
    list: () => [...open.values()],
    clear() {
      if (open.size === 0) return
      open.clear()
      tell()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function token(bytes: number): string {
  return randomBytes(bytes).toString('hex').toUpperCase()
}
