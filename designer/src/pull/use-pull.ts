import { useQuery } from '@tanstack/react-query'
import { type PullView, readPull } from '../api/comparisons.ts'
import { useDocument } from '../editing/use-document.ts'

/** What the template's newer version changes for the open ruleset; nothing for one without a template. */
export function usePull(): { readonly view: PullView | undefined; readonly error: Error | null } {
  const id = useDocument((state) => state.present.manifest.id)
  const based = useDocument((state) => state.present.manifest.basedOn !== undefined)
  const revision = useDocument((state) => state.revision)
  const pull = useQuery({
    queryKey: ['pull', id, revision],
    queryFn: () => readPull(id),
    enabled: based,
    retry: false,
  })
  return { view: pull.data, error: pull.error }
}
