import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Somebody the provider knows. */
export interface ProvidedPerson {
  readonly name: string
  readonly preferred_username: string
  readonly groups: readonly string[]
}

export const clientSecret = 'a secret of the provider and its client'
export const publicUrl = 'https://jieli.example.cn'

/** A whole OpenID provider on this machine. People sign in there without being asked. */
export interface IdentityProviderServer {
  readonly issuer: string
  /** Those it knows, by their subject: changed as tests like. */
  readonly people: Map<string, ProvidedPerson>
  /** In seconds: how long a code holds. */
  codeLife: number
  /** Whether it answers nothing but that it cannot. */
  down: boolean
  /** How often it was asked what it is. */
  discoveries: number
  /** Follows an address of the provider as the browser of somebody would, up to where it leads back to us: its query. */
  visit(address: string, subject: string): Promise<string>
  close(): Promise<void>
}

export async function openIdentityProvider(returnTo = publicUrl): Promise<IdentityProviderServer> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, ProvidedPerson>()
  const opened = { codeLife: 60, down: false, discoveries: 0 }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'jieli',
        client_secret: clientSecret,
        redirect_uris: [`${returnTo}/sign-in/return`],
        post_logout_redirect_uris: [`${returnTo}/sign-in`],
      },
    ],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'groups'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    ttl: {
      AuthorizationCode: () => opened.codeLife,
      AccessToken: 60,
      IdToken: 60,
      Grant: 60,
      Interaction: 60,
      Session: 60,
    },
    renderError: (context, out) => {
      context.body = JSON.stringify(out)
    },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: async () => await Promise.resolve({ sub: accountId, ...people.get(accountId) }),
    }),
    loadExistingGrant: async ({ oidc }) => {
      const { client, session, provider: own } = oidc
      const grant = new own.Grant({
        clientId: client?.clientId ?? '',
        accountId: session?.accountId ?? '',
      })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    cookies: { keys: ['a key of the test'] },
  })
  const answer = provider.callback()
  server.on('request', (request, reply) => {
    if (request.url?.startsWith('/.well-known/') === true) opened.discoveries += 1
    if (opened.down) {
      reply.writeHead(503).end()
      return
    }
    const who = /(?:^|; )who=([^;]*)/.exec(request.headers.cookie ?? '')?.[1]
    if (request.url?.startsWith('/interaction/') === true)
      void provider.interactionFinished(
        request,
        reply,
        who === undefined ? { error: 'access_denied' } : { login: { accountId: who } },
      )
    else void answer(request, reply)
  })
  return Object.assign(opened, {
    issuer,
    people,
    visit: async (address: string, subject: string) => await visit(address, subject, returnTo),
    close: async () => await closed(server),
  })
}

async function visit(address: string, subject: string, returnTo: string): Promise<string> {
  const jar = new Map<string, string>(subject === '' ? [] : [['who', subject]])
  let at = address
  for (let hops = 0; hops < 10; hops += 1) {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ')
    const reply = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const each of reply.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    const location = reply.headers.get('location')
    if (location === null) throw new Error(`${reply.status} ${await reply.text()}`)
    at = new URL(location, at).href
    if (at.startsWith(`${returnTo}/sign-in/return?`)) return at.slice(at.indexOf('?') + 1)
  }
  throw new Error('the provider leads round and round')
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
