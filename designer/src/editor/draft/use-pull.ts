import type { PullView } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { readPull } from '../../api/comparisons.ts'
import { useDocument } from '../../document/editing/use-document.ts'

/**
 * What a newer version of a template or overlay changes for the open ruleset; nothing for one that rests on none.
 * @param parent which of them; without it, the first that has moved on
 */
export function usePull(parent?: string): {
  readonly view: PullView | undefined
  readonly error: Error | null
} {
  const id = useDocument((state) => state.present.manifest.id)
  const rests = useDocument(restsOnOthers)
  const revision = useDocument((state) => state.revision)
  const pull = useQuery({
    queryKey: ['pull', id, revision, parent ?? ''],
    queryFn: () => readPull(id, parent),
    enabled: rests,
    retry: false,
  })
  return { view: pull.data, error: pull.error }
}

/** True when the open ruleset rests on a template or an overlay. Pure. */
export function restsOnOthers(state: {
  readonly present: {
    readonly manifest: { readonly basedOn?: unknown; readonly overlays?: unknown }
  }
}): boolean {
  const { basedOn, overlays } = state.present.manifest
  return basedOn !== undefined || (Array.isArray(overlays) && overlays.length > 0)
}
