import type { ReadCodeTable } from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { readCodeTable } from '../../api/code-tables.ts'
import { useRuleset } from '../../document/editing/use-document.ts'

/** Has the server read a table of codes; nothing of it is stored, and nothing changes here until it is taken in. */
export function useReadTable(onRead?: (read: ReadCodeTable) => void) {
  const { id } = useRuleset().manifest
  return useMutation({
    mutationFn: (file: File) => readCodeTable(id, file),
    ...(onRead === undefined ? {} : { onSuccess: onRead }),
  })
}
