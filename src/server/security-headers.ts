import type { FastifyHelmetOptions } from '@fastify/helmet'

/** A year, as browsers' own lists ask for. */
const hstsSeconds = 365 * 24 * 60 * 60

/**
 * What is served here is JSON, a line of text or a plain page: nothing of it loads, runs, frames or sends anything. A
 * page that needs more says so itself.
 */
export const securityHeaders: FastifyHelmetOptions = {
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
