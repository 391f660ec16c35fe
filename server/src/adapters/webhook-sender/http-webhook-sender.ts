import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { WebhookAnswer, WebhookProblem, WebhookSender } from '../../ports/webhook-sender.ts'

/** In milliseconds: for all of it, from the name to the end of the answer. */
const timeout = 10_000

/** Of an answer no more is read. */
const maxAnswer = 2048

/** How the receivers that may be sent to are told from others. */
export interface WebhookLimits {
  /** Addresses of the site's own, which may be private, and need no encryption. */
  readonly own: (address: string) => boolean
  readonly anyOwn: boolean
  /** In milliseconds; the standard when absent. */
  readonly timeout?: number
}

/**
 * Sends over HTTP. A name is looked up once, every address it stands for is judged, and the connection goes to one that was
 * judged: a name that changes its mind reaches nothing inside. Redirects are answers like others, and not followed.
 */
export function createHttpWebhookSender(limits: WebhookLimits): WebhookSender {
  return {
    allowsHttp: limits.anyOwn,
    send: async ({ url, headers, body }) => {
      const started = performance.now()
      const took = () => Math.round(performance.now() - started)
      const stop = AbortSignal.timeout(limits.timeout ?? timeout)
      try {
        const target = new URL(url)
        const address = await within(stop, findAddress(target, limits))
        const answer = await post(target, address, { headers, body, stop })
        return { ...answer, took: took() }
      } catch (error) {
        return { taken: false, problem: problemOf(error, stop), took: took() }
      }
    },
  }
}

class RefusedTarget extends Error {
  readonly problem: WebhookProblem

  constructor(problem: WebhookProblem) {
    super(problem)
    this.problem = problem
  }
}

/** The address to connect to. @throws RefusedTarget */
async function findAddress(target: URL, { own }: WebhookLimits): Promise<string> {
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1')
  const found = isIP(host) === 0 ? await lookup(host, { all: true }) : [{ address: host }]
  const [first] = found
  if (first === undefined) throw new RefusedTarget('name')
  // One that is not allowed spoils the name: which of them is taken is not left to chance.
  if (!found.every(({ address }) => own(address) || isPublic(address)))
    throw new RefusedTarget('address')
  if (target.protocol !== 'https:' && !found.every(({ address }) => own(address)))
    throw new RefusedTarget('unencrypted')
  return first.address
}

/** Whether an address is one of the open internet, and of no special purpose. Pure. */
function isPublic(address: string): boolean {
  return ipaddr.process(address).range() === 'unicast'
}

async function post(
  target: URL,
  address: string,
  message: {
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly stop: AbortSignal
  },
): Promise<Omit<WebhookAnswer, 'took'>> {
  const { headers, body, stop } = message
  const { request } = target.protocol === 'https:' ? https : http
  const family = isIP(address)
  return await new Promise((resolve, reject) => {
    const sent = request(
      target,
      {
        method: 'POST',
        agent: false,
        signal: stop,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        // The name goes into the request and the certificate; the connection goes to the address that was judged.
        lookup: (_name, { all }, done) => {
          if (all === true) done(null, [{ address, family }])
          else done(null, address, family)
        },
      },
      (reply) => {
        const { statusCode: status = 0 } = reply
        const parts: Buffer[] = []
        let size = 0
        const end = () => {
          const text = Buffer.concat(parts).subarray(0, maxAnswer).toString()
          const retryAfter = Number(reply.headers['retry-after'])
          resolve({
            taken: status >= 200 && status < 300,
            status,
            ...(text !== '' && { body: text.toWellFormed() }),
            ...(retryAfter > 0 && { retryAfter }),
          })
        }
        reply.on('data', (part: Buffer) => {
          parts.push(part)
          size += part.length
          if (size < maxAnswer) return
          end()
          reply.destroy()
        })
        reply.once('end', end)
        reply.once('error', reject)
      },
    )
    sent.once('error', reject)
    sent.end(body)
  })
}

async function within<T>(stop: AbortSignal, work: Promise<T>): Promise<T> {
  return await Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      stop.addEventListener('abort', () => reject(stop.reason as Error), { once: true })
    }),
  ])
}

function problemOf(error: unknown, stop: AbortSignal): WebhookProblem {
  if (error instanceof RefusedTarget) return error.problem
  if (stop.aborted) return 'timeout'
  const { code = '' } = error as { readonly code?: string }
  if (['ENOTFOUND', 'EAI_AGAIN', 'ENODATA'].includes(code)) return 'name'
  return /CERT|TLS|SSL|SELF_SIGNED|VERIFY/.test(code) ? 'certificate' : 'connection'
}
