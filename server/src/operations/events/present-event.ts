import type { FeedEvent } from '../../contracts/event.ts'
import type { EventDocument } from '../../documents/event-document.ts'

/** An event as it goes over the wire: in the feed, the stream and to webhooks alike. Pure. */
export function presentEvent(found: EventDocument): FeedEvent {
  const { id, at, county, units, pathway, ruleset, version, bundle, step } = found
  const voids = found.case === null ? undefined : found.voids
  const { event, type: _kind, ...data } = found.action
  return {
    id,
    type: event,
    timestamp: at,
    county: county === '' ? null : county,
    units,
    case: found.case,
    step,
    pathway,
    ruleset,
    version,
    bundle,
    ...(voids !== undefined && { voids }),
    data,
  }
}
