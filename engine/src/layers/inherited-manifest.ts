import type { JsonObject } from '../model/json.ts'

/**
 * What of a manifest a child inherits. Whom a ruleset speaks for, what it rests on, and its leave to depart from that
 * are its own affair. Laying over and taking the difference must agree on this, or a difference would not lay back. Pure.
 */
export function inheritedManifest(manifest: JsonObject): JsonObject {
  const {
    basedOn: _basedOn,
    overlays: _overlays,
    exceptions: _exceptions,
    authority: _authority,
    county: _county,
    sample: _sample,
    ...inherited
  } = manifest
  return inherited
}
