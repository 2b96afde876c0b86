import type { Reader } from './call.ts'
import type { DeskPorts } from './desk-ports.ts'

/** Words around one page of an answer. */
export interface PageWords {
  readonly next: string
  readonly previous: string
  page(page: number, pages: number): string
}

export function pageWords(say: DeskPorts['say'], reader: Reader): PageWords {
  return {
    next: say('action.next', reader),
    previous: say('action.previous', reader),
    page: (page, pages) => say('note.page', reader, { page, pages }),
  }
}
