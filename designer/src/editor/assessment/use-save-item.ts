import type { Parameter, Ruleset } from '@jieli/engine'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { upsertWithParameters } from '../../document/commands/upsert-with-parameters.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { withMembers } from '../tables/edit-line.ts'
import type { AssessmentList } from './editor-place.ts'

type Change<T> = { readonly [K in keyof T]?: T[K] | undefined }

/** Changes members of an item: each field is one undo step, a new parameter comes with what reads it. */
export function useSaveItem<L extends AssessmentList, T extends Ruleset[L][number] & object>(
  list: L,
  item: T,
): {
  readonly save: (change: Change<T>, field: string) => void
  readonly saveWith: (parameters: readonly Parameter[], change: Change<T>) => void
} {
  const run = useRunCommand()
  return {
    save: (change, field) =>
      run(upsertListItem(list, withMembers(item, change) as Ruleset[L][number], field)),
    saveWith: (parameters, change) =>
      run(upsertWithParameters(list, withMembers(item, change) as Ruleset[L][number], parameters)),
  }
}
