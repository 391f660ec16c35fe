import type { JsonObject } from '../model/json.ts'

/**
 * What of a manifest a child inherits. How a ruleset is written, whom it speaks for, what it rests on, and its
 * exceptions from that are its own affair. Laying over and taking the difference must agree on this, or a difference would not lay back. Pure.
 */
export function inheritedManifest(manifest: JsonObject): JsonObject {
  const {
    formatVersion: _formatVersion,
    basedOn: _basedOn,
    overlays: _overlays,
    adopts: _adopts,
    exceptions: _exceptions,
    authority: _authority,
    county: _county,
    sample: _sample,
    ...inherited
  } = manifest
  return inherited
}
