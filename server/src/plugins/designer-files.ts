import { existsSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound, sendError } from './error-replies.ts'

/**
 * Serves the built designer. Any address outside `/api` and `/fhir` a browser navigates to gets its one page, which finds its
 * own way; when the designer is not built, those addresses are simply not there.
 */
export async function designerFiles(
  app: FastifyInstance,
  options: { folder: string },
): Promise<void> {
  const built = existsSync(path.join(options.folder, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: options.folder,
      index: 'index.html',
      cacheControl: false,
      setHeaders: (reply, file) => {
        // Vite names assets by their content; the page itself must always be asked for.
        const lasting = file.includes(`${path.sep}assets${path.sep}`)
        void reply.header(
          'cache-control',
          lasting ? 'public, max-age=31536000, immutable' : 'no-cache',
        )
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && !/^\/(api|fhir)(\/|$|\?)/.test(request.url)
    const wantsPage = request.headers.accept?.includes('text/html') === true
    if (built && isPage && wantsPage) {
      return reply.header('cache-control', 'no-cache').sendFile('index.html')
    }
    return sendError(notFound(request), request, reply)
  })
}
