import type { FhirResource, SubscriptionInput } from '../../contracts/fhir.ts'
import type { Webhook, WebhookMade } from '../../contracts/webhook.ts'
import { mayWhole } from '../../contracts/policy.ts'
import { ServerError } from '../../errors/server-error.ts'
import type { RequestMark } from '../../documents/request-mark.ts'
import type { Caller } from '../context/caller.ts'
import { organizationOf } from '../cds/fact-sources.ts'
import { valueOf } from '../cds/declared-facts.ts'
import { findWebhook } from '../webhooks/find-webhook.ts'
import { addWebhook, changeWebhook, removeWebhook } from '../webhooks/manage-webhooks.ts'
import { presentWebhook } from '../webhooks/present-webhook.ts'
import type { WebhookContext } from '../webhooks/webhook-context.ts'

/** What is sent to a subscription: the message of a webhook, signed as it is. */
const payload = 'application/json'

/**
 * Has what the steps of a county's cases ask for sent to an address: a webhook by another name, delivered and signed as
 * every webhook is. Its secret is told once, here.
 * @throws ServerError FHIR_SUBSCRIPTION, FHIR_COUNTY_UNMAPPED, FHIR_COUNTY_NEEDED, WEBHOOK_COUNTY, WEBHOOKS_FULL,
 * WEBHOOK_UNENCRYPTED
 */
export async function createSubscription(
  context: WebhookContext,
  caller: Caller,
  input: SubscriptionInput,
  mark?: RequestMark,
): Promise<FhirResource> {
  const { units, types } = readCriteria(input)
  const made = await addWebhook(
    context,
    caller,
    {
      county: countyOf(context, caller, input),
      url: input.channel.endpoint,
      description: input.reason,
      units,
      types,
    },
    mark,
  )
  return presentSubscription(made.webhook, made)
}

/** @throws ServerError WEBHOOK_UNKNOWN */
export async function readSubscription(
  context: WebhookContext,
  caller: Caller,
  id: string,
): Promise<FhirResource> {
  return presentSubscription(await presentWebhook(context, await findWebhook(context, caller, id)))
}

/**
 * Changes what is sent where, pauses it (`off`) or lets it go on.
 * @throws ServerError FHIR_SUBSCRIPTION, WEBHOOK_UNKNOWN, WEBHOOK_UNENCRYPTED
 */
export async function updateSubscription(
  context: WebhookContext,
  caller: Caller,
  id: string,
  input: SubscriptionInput,
): Promise<FhirResource> {
  const { units, types } = readCriteria(input)
  const changed = await changeWebhook(context, caller, id, {
    url: input.channel.endpoint,
    description: input.reason,
    units,
    types,
    paused: input.status === 'off',
  })
  return presentSubscription(changed)
}

/** Removes a subscription that is `off`. @throws ServerError WEBHOOK_UNKNOWN, WEBHOOK_RUNNING */
export async function removeSubscription(
  context: WebhookContext,
  caller: Caller,
  id: string,
): Promise<void> {
  await removeWebhook(context, caller, id)
}

/** `Task?code=…&owner=Organization/…`: of all types and units where it says none. @throws ServerError FHIR_SUBSCRIPTION */
function readCriteria({ criteria, channel }: SubscriptionInput): {
  readonly units: string[]
  readonly types: string[]
} {
  if (channel.type !== 'rest-hook')
    throw refused({ zh: '只支持 rest-hook', en: 'its channel has to be rest-hook' })
  if (channel.payload !== payload)
    throw refused({
      zh: `channel.payload 须为 ${payload}：发送的是带签名的事件消息，不是 FHIR 资源`,
      en: `channel.payload has to be ${payload}: what is sent is the signed message of an event and no resource`,
    })
  if ((channel.header ?? []).length > 0)
    throw refused({
      zh: '不支持 channel.header：消息以签名证明来源',
      en: 'channel.header is not taken: a message proves by its signature where it is from',
    })
  const [type, query = ''] = criteria.split('?', 2)
  const parameters = [...new URLSearchParams(query)]
  const strange = parameters.find(([name]) => name !== 'code' && name !== 'owner')
  if (type !== 'Task' || strange !== undefined)
    throw refused({
      zh: `criteria 只能是 Task，可加 code=事件类型、owner=Organization/单位`,
      en: 'its criteria are Task, with code=<type of event> and owner=Organization/<unit> if you like',
    })
  const of = (wanted: string) =>
    parameters.filter(([name]) => name === wanted).flatMap(([, value]) => value.split(','))
  const units = of('owner').map((owner) => organizationOf(owner) ?? '')
  if (units.includes('') || of('code').includes(''))
    throw refused({
      zh: 'criteria 有空的或写错的值',
      en: 'a value of its criteria is empty or wrong',
    })
  return { units, types: of('code') }
}

function refused(fault: { zh: string; en: string }): ServerError {
  return new ServerError('FHIR_SUBSCRIPTION', { fault })
}

/** The county named, else the only one of those that take referrals whose webhooks the caller looks after. */
function countyOf(context: WebhookContext, caller: Caller, input: SubscriptionInput): string {
  const named = input.extension?.find(({ url }) => url === 'urn:jieli:county')
  const county = named && valueOf(named)
  if (typeof county === 'string' && county !== '') return county
  const mapped = new Set((context.hospitals?.referrals ?? []).map((each) => each.county))
  const mine = [...mapped].filter((each) => mayWhole(caller, 'webhooks.manage', each))
  const [only, ...more] = mine
  if (only === undefined) throw new ServerError('FHIR_COUNTY_UNMAPPED')
  if (more.length > 0) throw new ServerError('FHIR_COUNTY_NEEDED', { counties: mine.join(', ') })
  return only
}

/** Pure. */
function presentSubscription(webhook: Webhook, made?: WebhookMade): FhirResource {
  const { id, county, url, description, units, types, paused, health } = webhook
  const parameters = [
    ...(types.length > 0 ? [`code=${types.join(',')}`] : []),
    ...(units.length > 0 ? [`owner=${units.map((unit) => `Organization/${unit}`).join(',')}`] : []),
  ]
  const failing = !paused && health.parked > 0
  return {
    resourceType: 'Subscription',
    id,
    extension: [
      { url: 'urn:jieli:county', valueString: county },
      ...(made === undefined ? [] : [{ url: 'urn:jieli:secret', valueString: made.secret }]),
    ],
    status: paused ? 'off' : failing ? 'error' : 'active',
    reason: description,
    criteria: ['Task', parameters.join('&')].filter(Boolean).join('?'),
    ...(failing && {
      error: `${health.parked} parked: GET /api/v1/webhooks/${id}/deliveries`,
    }),
    channel: { type: 'rest-hook', endpoint: url, payload },
  }
}
