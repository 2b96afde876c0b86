import type { FastifyInstance } from 'fastify'

/** `GET /archives/…`: where the links to messages lead. */
export function registerPermalinks(app: FastifyInstance): void {
  app.get<{ Params: { room: string; message: string } }>(
    '/archives/:room/:message',
    async ({ params: { room, message } }, reply) => {
      const [, seconds, count] = /^p(\d+)(\d{6})$/.exec(message) ?? []
      const place = seconds === undefined ? [room] : [room, `${seconds}.${count}`]
      return reply.redirect(`/playground#slack/${place.map(encodeURIComponent).join('/')}`)
    },
  )
}
