import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import helmet, { type HelmetOptions } from 'helmet'

/** A year, as browsers' own lists ask for. */
const hstsSeconds = 365 * 24 * 60 * 60

/**
 * What is served here is JSON, a line of text or a plain page: nothing of it loads, runs, frames or sends anything. A
 * page that needs more says so itself.
 */
const options: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    },
  },
  // Other hosts of the same domain are none of ours. Browsers heed it over HTTPS alone.
  strictTransportSecurity: { maxAge: hstsSeconds, includeSubDomains: false },
  xFrameOptions: { action: 'deny' },
}

/** No header depends on the request, so that they are made once. */
export const securityHeaders = headersBy(options)

function headersBy(options: HelmetOptions): OutgoingHttpHeaders {
  const request = new IncomingMessage(new Socket())
  const response = new ServerResponse(request)
  helmet(options)(request, response, (error) => {
    if (error) throw error
  })
  return response.getHeaders()
}
