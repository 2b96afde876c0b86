import type { Locale } from './locale.ts'

/** What is known of the languages around a person who reads. */
interface KnownLocales {
  /** Chosen by the person. */
  readonly chosen?: Locale | undefined
  /** From the person's profile on the platform. */
  readonly profile?: Locale | undefined
  /** Chosen for the room. */
  readonly room?: Locale | undefined
}

/** The language to answer one person in: the person's own first, then the room's, then the desk's. */
export function decideLocale({ chosen, profile, room }: KnownLocales, desk: Locale): Locale {
  return chosen ?? profile ?? room ?? desk
}

/** The language to speak to a whole room in: the room's, else that of the person who speaks to it. */
export function decideRoomLocale({ room, ...person }: KnownLocales, desk: Locale): Locale {
  return room ?? decideLocale(person, desk)
}
