import type { Command } from '../state/command.ts'
import { indexOfItem } from './find-item.ts'

/** Takes a document out of those the rules rest on. What cites it is left, and shown as a problem. */
export function removeSource(id: string): Command {
  return {
    name: 'commands.removeSource',
    apply: ({ manifest }) => {
      manifest.sources.splice(indexOfItem(manifest.sources, id), 1)
    },
  }
}
