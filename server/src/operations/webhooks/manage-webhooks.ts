import { randomUUID } from 'node:crypto'
import type { AuditDetails } from '../../audit/audit-entry.ts'
import type { AuditAction } from '../../contracts/audit-action.ts'
import type {
  WebhookChange,
  NewWebhookInput,
  WebhookPage,
  WebhookMade,
  Webhook,
} from '../../contracts/webhook.ts'
import { mayWhole, reachOf } from '../../contracts/policy.ts'
import { makeOnce } from '../context/make-once.ts'
import { type PageAsked, readPage } from '../context/list-page.ts'
import type { FeedHead } from '../../documents/event-document.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import type { WebhookDocument } from '../../documents/webhook-documents.ts'
import { ServerError } from '../../errors/server-error.ts'
import { storedAfter } from '../../ports/time.ts'
import { type Caller, recordedActor } from '../context/caller.ts'
import { endOfFeed, feedHeadId } from '../events/number-events.ts'
import { findWebhook } from './find-webhook.ts'
import { presentWebhook } from './present-webhook.ts'
import type { WebhookContext } from './webhook-context.ts'
import { isOpen, secretOf } from './webhook-secret.ts'

/** One county has so many at most: every event is looked at for each of them. */
export const maxWebhooks = 20

/** How long a secret that was replaced is still signed with, in milliseconds. */
const overlap = 86_400_000

/** The webhooks of the counties the caller looks after. */
export async function listWebhooks(
  context: WebhookContext,
  caller: Caller,
  query: PageAsked,
): Promise<WebhookPage> {
  const counties = reachOf(caller, 'webhooks.manage').map(({ county }) => county)
  const all = counties.includes('*')
  const ranges = [...new Set(counties)].map((county) => ({ county }))
  const page = await readPage(context.store, 'webhooks', all ? {} : { anyOf: ranges }, query)
  const items = await Promise.all(page.items.map(async (each) => presentWebhook(context, each)))
  return { ...page, items }
}

/**
 * Has events of a county sent to an address from now on, and tells the secret they are signed with, once.
 * @throws ServerError WEBHOOK_COUNTY, WEBHOOKS_FULL, WEBHOOK_UNENCRYPTED, IDEMPOTENCY_KEY_REUSED
 */
export async function addWebhook(
  context: WebhookContext,
  caller: Caller,
  input: NewWebhookInput,
  mark?: RequestMark,
): Promise<WebhookMade> {
  const again = async (made: WebhookDocument) => await presentMade(context, made)
  return await makeOnce(context, mark, { collection: 'webhooks', again }, async ({ commit }) =>
    presentMade(context, await make({ ...context, commit }, caller, input)),
  )
}

async function make(
  context: WebhookContext,
  caller: Caller,
  input: NewWebhookInput,
): Promise<WebhookDocument> {
  const { county, url, description, units = [], types = [] } = input
  if (!mayWhole(caller, 'webhooks.manage', county))
    throw new ServerError('WEBHOOK_COUNTY', { county }, { refused: { target: county, county } })
  assertEncrypted(context, url)
  const there = await context.store.find('webhooks', { anyOf: [{ county }], limit: maxWebhooks })
  if (there.length >= maxWebhooks) throw new ServerError('WEBHOOKS_FULL', { limit: maxWebhooks })
  const head = await context.store.get<'meta', FeedHead>('meta', feedHeadId)
  const id = randomUUID()
  const document: WebhookDocument = {
    id,
    revision: 1,
    county,
    url,
    description,
    units,
    types,
    paused: false,
    createdAt: context.clock.now(),
    createdBy: caller.title,
    secrets: [{ number: 1, keyId: context.sealer.keyId }],
    from: endOfFeed(head),
  }
  const result = await context.commit([{ kind: 'insert', collection: 'webhooks', document }], {
    action: 'webhook.create',
    actor: recordedActor(caller),
    target: id,
    county,
    detail: { url, description, units, types },
  })
  if (!result.committed) throw new Error('a random id was given out twice')
  return document
}

/** A webhook with the secret that holds. */
async function presentMade(
  context: WebhookContext,
  document: WebhookDocument,
): Promise<WebhookMade> {
  const secret = secretOf(context, document.id, document.secrets[0]?.number ?? 0)
  return { webhook: await presentWebhook(context, document), secret }
}

/** @throws ServerError WEBHOOK_UNKNOWN, WEBHOOK_UNENCRYPTED */
export async function changeWebhook(
  context: WebhookContext,
  caller: Caller,
  id: string,
  change: WebhookChange,
): Promise<Webhook> {
  if (change.url !== undefined) assertEncrypted(context, change.url)
  const document = await replace(context, caller, id, {
    action: 'webhook.change',
    detail: given(change),
    next: (found) => ({ ...found, ...given(change) }),
  })
  return await presentWebhook(context, document)
}

/**
 * Gives a webhook a new secret and tells it, once. The one before is still signed with for a day, so that the receiver can
 * change over in between.
 * @throws ServerError WEBHOOK_UNKNOWN
 */
export async function rotateSecret(
  context: WebhookContext,
  caller: Caller,
  id: string,
): Promise<WebhookMade> {
  const now = context.clock.now()
  const document = await replace(context, caller, id, {
    action: 'webhook.rotate',
    detail: {},
    next: (found) => {
      const [newest] = found.secrets
      const before = found.secrets
        .filter(({ until }) => isOpen(until, now))
        .map((secret) => ({ ...secret, until: secret.until ?? storedAfter(now, overlap) }))
        // Two hold at once, however often it is changed.
        .slice(0, 1)
      const secret = { number: (newest?.number ?? 0) + 1, keyId: context.sealer.keyId }
      return { ...found, secrets: [secret, ...before] }
    },
  })
  return await presentMade(context, document)
}

/** Removes a webhook that is paused. @throws ServerError WEBHOOK_UNKNOWN, WEBHOOK_RUNNING */
export async function removeWebhook(
  context: WebhookContext,
  caller: Caller,
  id: string,
): Promise<void> {
  for (;;) {
    const { url, county, revision, paused } = await findWebhook(context, caller, id)
    if (!paused) throw new ServerError('WEBHOOK_RUNNING')
    const { committed } = await context.commit(
      [{ kind: 'remove', collection: 'webhooks', id, expectedRevision: revision }],
      {
        action: 'webhook.remove',
        actor: recordedActor(caller),
        target: id,
        county,
        detail: { url },
      },
    )
    if (committed) return
  }
}

async function replace(
  context: WebhookContext,
  caller: Caller,
  id: string,
  change: {
    readonly action: AuditAction
    readonly detail: AuditDetails
    readonly next: (found: WebhookDocument) => WebhookDocument
  },
): Promise<WebhookDocument> {
  for (;;) {
    const found = await findWebhook(context, caller, id)
    const document = { ...change.next(found), revision: found.revision + 1 }
    const { committed } = await context.commit(
      [{ kind: 'replace', collection: 'webhooks', document, expectedRevision: found.revision }],
      {
        action: change.action,
        actor: recordedActor(caller),
        target: id,
        county: found.county,
        detail: change.detail,
      },
    )
    if (committed) return document
  }
}

/** @throws ServerError WEBHOOK_UNENCRYPTED */
function assertEncrypted({ webhookSender }: WebhookContext, url: string): void {
  if (new URL(url).protocol === 'https:' || webhookSender.allowsHttp) return
  throw new ServerError('WEBHOOK_UNENCRYPTED')
}

/** What is to be changed, without what is not. */
function given(change: WebhookChange): Partial<Pick<WebhookDocument, keyof WebhookChange>> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
