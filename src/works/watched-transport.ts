import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'

/** Makes requests as `node:http` and `node:https` do; the shape that axios asks for. */
export interface Transport {
  request(options: RequestOptions, onReply: (reply: IncomingMessage) => void): ClientRequest
}

/**
 * Tells once the request is handed to a connection over which it can leave: a connected one, and with https one whose
 * other end has proved who it is. Before that, nothing of it has left, whatever becomes of it.
 */
export function watchedTransport(onLeaving: () => void): Transport {
  return {
    request(options, onReply) {
      const isSecure = options.protocol === 'https:'
      const request = (isSecure ? https : http).request(options, onReply)
      request.once('socket', (socket) => {
        // A kept connection, its handshakes long over, has no such event any more.
        if (socket.connecting) socket.once(isSecure ? 'secureConnect' : 'connect', onLeaving)
        else onLeaving()
      })
      return request
    },
  }
}
