import type { DocumentWrite } from '../../documents/document-store.ts'
import type { EventDocument, FeedHead } from '../../documents/event-document.ts'
import {
  type DeliveryDocument,
  deliveryId,
  type WebhookDocument,
  type WebhookProgress,
} from '../../documents/webhook-documents.ts'
import type { WebhookAnswer } from '../../ports/webhook-sender.ts'
import { storedAfter } from '../../ports/time.ts'
import { endOfFeed, feedHeadId } from '../events/number-events.ts'
import { waitAfter } from './back-off.ts'
import { readProgress } from './find-webhook.ts'
import { countBy, maxCounted } from './present-webhook.ts'
import type { WebhookContext } from './webhook-context.ts'
import type { LeaseWatch } from '../context/lease-watch.ts'
import { writeMessage } from './webhook-message.ts'
import { secretsAt } from './webhook-secret.ts'
import { nextWrite } from '../../documents/next-write.ts'

/** So many events are sent at once in a turn: it lasts as long as the slowest answer. */
const perTurn = 16

/** Events looked at for a turn: of the county there may be others. */
const lookedAt = 100

export interface TurnOptions {
  readonly holder: string
  readonly leases: LeaseWatch
  /** Milliseconds to wait after each try. */
  readonly waits: readonly number[]
  /** From 0 to 1, never twice the same. */
  readonly draw: () => number
}

/** What is to be sent: an event, and the delivery it is tried again for. */
interface Sending {
  readonly event: EventDocument | undefined
  readonly delivery?: DeliveryDocument
}

/**
 * Sends the next events of one webhook and writes down what became of them. One server at a time takes a turn of a
 * webhook; one that dies in between has its events sent again, under the same ids. What a receiver does not take waits
 * beside the others and holds up none, until there are a hundred: then nothing new is sent before some are taken or parked.
 * @returns whether more may be there at once
 */
export async function takeTurn(
  context: WebhookContext,
  webhook: WebhookDocument,
  options: TurnOptions,
): Promise<boolean> {
  const before = await readProgress(context, webhook)
  if (!options.leases.isFree(before)) return false
  const now = context.clock.now()
  const secrets = secretsAt(context, webhook, now)
  if (secrets.length === 0) return false
  const again = await findDue(context, webhook, now)
  const fresh = await findFresh(context, webhook, before, perTurn - again.length)
  if (again.length === 0 && fresh.events.length === 0 && fresh.passed < lookedAt) return false

  const held = await write(context, before, {
    ...before,
    lease: { holder: options.holder, beat: (before.lease?.beat ?? 0) + 1 },
  })
  // Another server was faster.
  if (held === undefined) return false
  const sendings: Sending[] = [...again, ...fresh.events.map((event) => ({ event }))]
  const answers = await Promise.all(
    sendings.map(async ({ event }) => {
      if (event === undefined) return undefined
      const message = writeMessage(event, secrets, context.clock.now())
      return await context.webhookSender.send({ url: webhook.url, ...message })
    }),
  )
  await record(context, webhook, options, { held, position: fresh.position, sendings, answers })
  return sendings.length >= perTurn || fresh.passed === lookedAt
}

/** Those that failed and are due again. */
async function findDue(
  { store }: WebhookContext,
  { id }: WebhookDocument,
  now: string,
): Promise<Sending[]> {
  const found = await store.find('deliveries', {
    anyOf: [{ webhook: id }],
    where: [{ field: 'nextAt', operator: 'lessThanInclusive', value: now }],
    sort: { field: 'nextAt', direction: 'ascending' },
    limit: perTurn,
  })
  return await Promise.all(
    found.map(async (delivery) => ({ delivery, event: await store.get('events', delivery.event) })),
  )
}

/** The next events nobody sent yet, and how far the feed was looked through for them. */
async function findFresh(
  context: WebhookContext,
  webhook: WebhookDocument,
  { position }: WebhookProgress,
  room: number,
): Promise<{
  readonly events: readonly EventDocument[]
  readonly position: number
  readonly passed: number
}> {
  const none = { events: [], position, passed: 0 }
  if (room <= 0 || (await countBy(context, webhook.id, 'nextAt')) >= maxCounted) return none
  const head = await context.store.get<'meta', FeedHead>('meta', feedHeadId)
  const looked = await context.store.find('events', {
    anyOf: [{ county: webhook.county }],
    where: [
      { field: 'position', operator: 'greaterThan', value: position },
      { field: 'position', operator: 'lessThanInclusive', value: endOfFeed(head) },
    ],
    sort: { field: 'position', direction: 'ascending' },
    limit: lookedAt,
  })
  const events: EventDocument[] = []
  let end = position
  for (const event of looked) {
    if (events.length === room) return { events, position: end, passed: 0 }
    if (isWanted(webhook, event)) events.push(event)
    end = event.position ?? end
  }
  return { events, position: end, passed: looked.length }
}

/** Whether an event is one that a webhook asks for. Pure. */
export function isWanted(
  { units, types }: Pick<WebhookDocument, 'units' | 'types'>,
  event: EventDocument,
): boolean {
  const ofUnit =
    units.length === 0 || event.case === null || event.units.some((unit) => units.includes(unit))
  return ofUnit && (types.length === 0 || types.includes(event.action.event))
}

async function record(
  context: WebhookContext,
  webhook: WebhookDocument,
  options: TurnOptions,
  turn: {
    readonly held: WebhookProgress
    readonly position: number
    readonly sendings: readonly Sending[]
    readonly answers: readonly (WebhookAnswer | undefined)[]
  },
): Promise<void> {
  const { held, position, sendings, answers } = turn
  const now = context.clock.now()
  const failed: DocumentWrite[] = []
  const settled: Promise<unknown>[] = []
  for (const [index, { event, delivery }] of sendings.entries()) {
    const answer = answers[index]
    if (delivery !== undefined) settled.push(settle(context, delivery, answer, { now, options }))
    else if (event !== undefined && answer?.taken === false)
      failed.push(firstFailure(webhook, event, answer, { now, options }))
  }
  await Promise.all(settled)
  const tried = answers.filter((answer) => answer !== undefined)
  const taken = tried.filter((answer) => answer.taken).length
  await write(
    context,
    held,
    {
      ...held,
      position,
      lease: null,
      taken: held.taken + taken,
      ...(taken > 0 && { takenAt: now }),
      ...(taken < tried.length && { failedAt: now }),
      lastAnswer: tried.find((answer) => !answer.taken) ?? tried.at(-1) ?? held.lastAnswer,
    },
    failed,
  )
}

function firstFailure(
  webhook: WebhookDocument,
  event: EventDocument,
  answer: WebhookAnswer,
  at: { readonly now: string; readonly options: TurnOptions },
): DocumentWrite {
  const { position = 0 } = event
  const document: DeliveryDocument = {
    id: deliveryId(webhook.id, position),
    revision: 1,
    webhook: webhook.id,
    event: event.id,
    position,
    firstAt: at.now,
    ...afterTry(1, answer, at),
  }
  return { kind: 'insert', collection: 'deliveries', document }
}

/** Writes down what became of one that was tried again; one that was taken is over. */
async function settle(
  { commit }: WebhookContext,
  delivery: DeliveryDocument,
  answer: WebhookAnswer | undefined,
  at: { readonly now: string; readonly options: TurnOptions },
): Promise<void> {
  const { id, revision } = delivery
  if (answer === undefined || answer.taken) {
    const write = { kind: 'remove', collection: 'deliveries', id } as const
    await commit([{ ...write, expectedRevision: revision }], 'mark')
    return
  }
  const { nextAt: _next, parkedAt: _parked, ...rest } = delivery
  const document = { ...rest, revision: revision + 1, ...afterTry(delivery.tries + 1, answer, at) }
  const write = { kind: 'replace', collection: 'deliveries', document } as const
  await commit([{ ...write, expectedRevision: revision }], 'mark')
}

function afterTry(
  tries: number,
  answer: WebhookAnswer,
  { now, options }: { readonly now: string; readonly options: TurnOptions },
): Pick<DeliveryDocument, 'tries' | 'triedAt' | 'answer' | 'nextAt' | 'parkedAt'> {
  const { waits, draw } = options
  const wait = waitAfter(tries, { waits, asked: (answer.retryAfter ?? 0) * 1000, draw: draw() })
  const then = wait === undefined ? { parkedAt: now } : { nextAt: storedAfter(now, wait) }
  return { tries, triedAt: now, answer, ...then }
}

/** The progress as written; undefined where another server wrote it since. */
async function write(
  { commit }: WebhookContext,
  before: WebhookProgress,
  after: WebhookProgress,
  beside: readonly DocumentWrite[] = [],
): Promise<WebhookProgress | undefined> {
  const document = { ...after, revision: before.revision + 1 }
  const { committed } = await commit([nextWrite('webhookProgress', document), ...beside], 'mark')
  return committed ? document : undefined
}
