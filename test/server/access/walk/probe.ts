import type { Permission } from '../../../../server/src/contracts/roles.ts'
import type { Target } from './world.ts'

/** What a route touches of the place it is asked about. */
export type Touches =
  /** Nothing but who asks. */
  | 'self'
  /** Whatever the caller may see anywhere: a list that must hold nothing else. */
  | 'list'
  /** The rules of a county, for whoever works in it. */
  | 'rules'
  /** What is one unit's. */
  | 'unit'
  /** What is of several units at once: each sees its own part. */
  | 'parts'
  /** What is the county's as a whole. */
  | 'county'
  /** What concerns every county. */
  | 'everywhere'

/** How a route is asked about a place, and what that touches. */
export interface Probe {
  readonly permission: Permission | 'public' | 'signedIn'
  readonly touches: Touches
  readonly url: (target: Target) => string
  readonly body?: (target: Target) => unknown
  readonly headers?: Readonly<Record<string, string>>
  /** The answer names the county's units to whoever works in it: a referral has to be sent somewhere. */
  readonly namesUnits?: true
}

/** How a route is asked. */
export const probe = (
  permission: Probe['permission'],
  touches: Touches,
  url: Probe['url'],
  more: Pick<Probe, 'body' | 'headers' | 'namesUnits'> = {},
): Probe => ({ permission, touches, url, ...more })
