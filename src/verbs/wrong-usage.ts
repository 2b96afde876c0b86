/** A verb called in a way that it does not take: exit status 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}
