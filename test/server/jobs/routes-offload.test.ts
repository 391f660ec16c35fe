import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const source = path.resolve(import.meta.dirname, '../../../server/src')

/** The routes that are answered on the thread that takes requests, and why each is as quick as the next. */
const answeredAtOnce: Readonly<Record<string, string>> = {
  'get /healthz': 'It says that the process is up.',
  'get /readyz':
    'It reads what lists show of stuck timers, some at a time and once in ten seconds.',
  'post /sign-in':
    'It reads one account; the hash of the password is made on a thread of the runtime.',
  'get /sign-in': 'It says what is set.',
  'post /sign-in/provider': 'It asks the provider, for five seconds at most, once an hour.',
  'post /sign-in/provider/return':
    'It asks the provider, for some seconds at most, and changes one account.',
  'post /sign-out/provider': 'It removes one session.',
  'post /sign-out': 'It removes one session.',
  'get /me': 'It says who asks.',
  'get /version': 'It says which program this is.',
  'post /sign-in/code': 'It reads one account and compares three codes.',
  'get /me/second-factor': 'It reads one account.',
  'post /me/second-factor':
    'It changes one account; the hash of the password is made on a thread of the runtime.',
  'post /me/second-factor/confirm': 'It changes one account.',
  'delete /users/:username/second-factor': 'It changes one account.',
  'get /me/sessions': 'It reads fifty sessions at most, through an index.',
  'delete /me/sessions': 'It changes one account.',
  'delete /me/sessions/:id': 'It removes one session.',
  'get /users/:username/sessions': 'It reads fifty sessions at most, through an index.',
  'delete /users/:username/sessions': 'It changes one account.',
  'post /keys': 'It stores one key.',
  'delete /keys/:id': 'It changes one key.',
  'post /signers': 'It stores one key.',
  'delete /signers/:fingerprint': 'It removes one key.',
  'get /audit/verification':
    'It tells what verifying came to last, of which a bounded part is kept.',
  'post /rulesets/:id/decisions/:decision': 'It decides one set of facts by one version.',
  'post /rulesets/:id/decisions/:decision/batch':
    'It tells lines apart, and hands some at a time to a thread of the pool.',
  'get /rulesets/:id/cds-services': 'It lists a handful of services.',
  'post /rulesets/:id/cds-services/:service':
    'It decides by one version, for ten orders at most, and stores a card for each.',
  'post /rulesets/:id/cds-services/:service/feedback':
    'It changes a hundred cards at most, one after another.',
  'get /cases/:id': 'It reads one case, which has a limit of steps.',
  'post /cases/:id/attachments':
    'It reads one case, and takes a file in piece by piece, off the thread but for its hash.',
  'post /attachments': 'It takes a file in piece by piece, off the thread but for its hash.',
  'get /cases/:id/attachments/:sha256': 'It reads one case, and hands a file out piece by piece.',
  'get /code-maps': 'It reads a hundred code maps at most, without their entries.',
  'post /jurisdictions/:id/proposals/:proposal/turn-down': 'It changes one proposal.',
  'delete /jurisdictions/:id/proposals/:proposal': 'It removes one proposal.',
  'put /code-maps/:id/status': 'It changes one document that says which maps are in use.',
  'post /cases/:id/comments/:comment/answer': 'It changes one comment.',
  'get /cases/:id/events/available': 'It looks at one case.',
  'get /events': 'It looks at a hundred events at most, through an index.',
  'get /events/stream': 'It looks at so many at a time, and gives way in between.',
  'post /links/open': 'It reads one case, or one version in force.',
  'get /metadata': 'It says what this program does.',
  'post ': 'It begins one case.',
  'post /ServiceRequest': 'It begins one case.',
  'get /ServiceRequest/:id': 'It reads one case, which has a limit of steps.',
  'get /Task/:id': 'It reads one case, which has a limit of steps.',
  'put /Task/:id': 'It sends one event to one case.',
  'post /Subscription': 'It stores one webhook.',
  'get /Subscription/:id': 'It reads one webhook.',
  'put /Subscription/:id': 'It changes one webhook.',
  'delete /Subscription/:id': 'It removes one webhook.',
  'get /webhooks': 'It reads fifty webhooks at most, and counts up to a hundred events of each.',
  'post /webhooks': 'It stores one webhook.',
  'put /webhooks/:id': 'It changes one webhook.',
  'delete /webhooks/:id': 'It removes one webhook.',
  'post /webhooks/:id/secret': 'It changes one webhook.',
  'get /webhooks/:id/deliveries': 'It reads fifty events at most, through an index.',
  'post /webhooks/:id/resend': 'It marks fifty events at most.',
  'get /jobs': 'It reads fifty jobs at most, through an index.',
  'get /jobs/:id': 'It reads one job.',
  'post /jobs/:id/cancel': 'It changes one job.',
  'post /rulesets/:id/migrations': 'It stores one job.',
  'post /rulesets/:id/migrations/:job/undo': 'It stores one job.',
  'post /rulesets/:id/unit-changes': 'It reads one list of units, and stores one job.',
  'get /counties/:county/retention': 'What is past its time is counted on a thread.',
  'post /counties/:county/retention/proposals':
    'It changes one document; what is past its time is counted on a thread.',
  'post /counties/:county/retention/proposals/:proposal/confirm':
    'It changes one document; what is past its time is counted on a thread.',
  'delete /counties/:county/retention/proposals/:proposal':
    'It changes one document; what is past its time is counted on a thread.',
  'get /counties/:county/erasures': 'It reads fifty erasures at most, through an index.',
  'post /counties/:county/erasures':
    'It reads the cases of one person until one can be erased, and stores a proposal.',
  'post /counties/:county/erasures/:erasure/confirm':
    'It reads the cases of one person until one can be erased, and stores one job.',
  'delete /counties/:county/erasures/:erasure': 'It changes one proposal.',
  'get /counties/:county/holds': 'It reads fifty holds at most, through an index.',
  'post /counties/:county/holds': 'It stores one hold.',
  'post /counties/:county/holds/:hold/lift': 'It changes one hold.',
  'post /runs/:run/${name}': 'It changes the state of one run, without what it holds.',
  'post /runs/:run/objections/:objection/answer':
    'It changes the state of one run, without what it holds.',
}

/** The values, not the types, that a file imports: by name, with the module they come from. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  return [...text.matchAll(/^import \{([^}]*)\} from '(\.[^']+)'/gm)].flatMap(([, names, from]) =>
    (names ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `${path.resolve(path.dirname(file), from ?? '')} ${name}`),
  )
}

/** The routes a file declares, each with what it is made of. */
function routesOf(file: string): [route: string, text: string][] {
  const text = readFileSync(file, 'utf8')
  const heads = [...text.matchAll(/(?:app|whole)\.(get|post|put|delete)\(\s*['`]([^'`]*)['`]/g)]
  return heads.map(({ 1: method, 2: address, index }, at) => [
    `${method} ${address}`,
    text.slice(index, heads[at + 1]?.index),
  ])
}

const routeFiles = readdirSync(path.join(source, 'routes')).filter((name) => name.endsWith('.ts'))

describe('a heavy operation', () => {
  const heavy = new Set(
    importsOf(path.join(source, 'jobs/heavy-operations.ts')).filter(
      (imported) => imported.includes('/operations/') && !/ present[A-Z]/.test(imported),
    ),
  )

  it('is named in the one list', () => {
    expect(heavy.size).toBeGreaterThan(40)
  })

  it.each([
    ...routeFiles.map((name) => `routes/${name}`),
    ...readdirSync(path.join(source, 'plugins'))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `plugins/${name}`),
    'app.ts',
    'server.ts',
    'jobs/offload.ts',
    'jobs/watch-rulesets.ts',
  ])('is not called by %s itself', (name) => {
    expect(importsOf(path.join(source, name)).filter((imported) => heavy.has(imported))).toEqual([])
  })
})

describe('a route', () => {
  const routes = routeFiles.flatMap((name) => routesOf(path.join(source, 'routes', name)))

  it('has a thread of the pool do its work, or is known to be quick whatever is stored', () => {
    expect(routes.length).toBeGreaterThan(70)
    const unexplained = routes
      .filter(([route, text]) => !text.includes('context.offload(') && !(route in answeredAtOnce))
      .map(([route]) => route)
    expect(unexplained).toEqual([])
  })

  it('that is known to be quick is there, and does its work itself', () => {
    const own = routes
      .filter(([, text]) => !text.includes('context.offload('))
      .map(([route]) => route)
    expect(Object.keys(answeredAtOnce).filter((route) => !own.includes(route))).toEqual([])
  })
})
