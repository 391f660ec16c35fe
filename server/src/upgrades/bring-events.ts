import type { EventDocument } from '../documents/event-document.ts'
import { type EventfulCase, eventsOf } from '../operations/cases/events-of-step.ts'
import type { OperationContext } from '../operations/context/operation-context.ts'
import { readAll } from '../operations/context/read-all.ts'

/** So many events are written at once: one transaction for an embedded store. */
const batch = 200

const fields = [
  'county',
  'fromUnit',
  'toUnit',
  'procedure',
  'pathway',
  'ruleset',
  'version',
  'bundle',
  'outbox',
]

/** Brings what the cases of before there was a feed asked for into it, in the order of its moments. */
export async function bringEvents(
  context: Pick<OperationContext, 'store' | 'commit'>,
): Promise<void> {
  let open: EventDocument[] = []
  for await (const found of readAll<'cases', EventfulCase & { readonly revision: number }>(
    context.store,
    'cases',
    { only: fields },
  )) {
    // Of one that is damaged nothing may be left to bring.
    if (!Array.isArray(found.outbox)) continue
    for (const event of eventsOf(found)) {
      open.push(event)
      if (open.length < batch) continue
      await write(context, open)
      open = []
    }
  }
  await write(context, open)
}

/** One that is there already was brought by another server, or by a run before. */
async function write(
  { commit }: Pick<OperationContext, 'commit'>,
  events: readonly EventDocument[],
): Promise<void> {
  await Promise.all(
    events.map((document) => commit([{ kind: 'insert', collection: 'events', document }], 'mark')),
  )
}
