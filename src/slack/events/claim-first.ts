import type { App, ReceiverEvent } from '@slack/bolt'
import { type Correlated, correlated, newCorrelationId } from '../correlation-id.ts'

/**
 * Takes in what somebody wrote. Resolves once it may be acknowledged; rejects with `store_down` where it cannot be kept
 * and Slack is to send it again.
 */
export type ReceiveEvent = (body: unknown, correlationId: string) => Promise<void>

/**
 * What a receiver is initialised with in place of the app: Bolt acknowledges events before its listeners run, and a
 * message that nobody has kept by then is lost with its process. Everything else goes to Bolt.
 */
export function claimFirst(app: App<Correlated>, receive: ReceiveEvent): App<Correlated> {
  const processEvent = async (event: ReceiverEvent): Promise<void> => {
    const { body, customProperties = {}, ack } = event
    const given = customProperties.correlationId
    const correlationId = typeof given === 'string' ? given : newCorrelationId()
    return correlated(correlationId, async () => {
      if (body.type !== 'event_callback' || !isMessage(body.event)) return app.processEvent(event)
      await receive(body, correlationId)
      await ack()
    })
  }
  return Object.assign(Object.create(app), { processEvent })
}

function isMessage(event: unknown): boolean {
  const isObject = typeof event === 'object' && event !== null && 'type' in event
  return isObject && (event.type === 'message' || event.type === 'app_mention')
}
