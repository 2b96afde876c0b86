import { type Collecting, instantNow } from './collecting.ts'

/** Ends the pass and tells the operator. The copy stays as it is: refusals say nothing of the customers. */
export async function stopForWantOfPermission(
  { passes, wallClock, log }: Collecting,
  reason: string,
): Promise<void> {
  const running = await passes.running()
  if (running) await passes.stop(running.id, 'no_permission', instantNow(wallClock))
  log.error(
    { code: 'no_permission', reason, pass: running?.id },
    'collecting stopped: the app may not read partner data; check its scope and the partner right',
  )
}
