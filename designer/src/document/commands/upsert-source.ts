import type { Source } from '@jieli/engine'
import type { Command } from '../state/command.ts'
import { upsertItem } from './find-item.ts'

/** Adds a document the rules rest on, or replaces the one with the same id. `field` makes typing into it one step. */
export function upsertSource(source: Source, field?: string): Command {
  return {
    name: 'commands.upsertSource',
    ...(field === undefined ? {} : { merge: `manifest/sources/${source.id}/${field}` }),
    apply: ({ manifest }) => upsertItem(manifest.sources, source),
  }
}
