import { type Bundle, type Migration, migrateCase } from '@jieli/engine'
import type { CaseDocument } from '../../../documents/case-document.ts'
import { maxHistory } from '../case-step.ts'
import { draftOf } from '../draft-of-case.ts'
import type { ChoicesByPathway } from './moving-versions.ts'

/** What comes of moving a stored case; what its draft or its length forbids cannot be moved either. */
export type MoveOfCase =
  | Exclude<Migration, { kind: 'cannot' }>
  | {
      readonly kind: 'cannot'
      readonly because: Extract<Migration, { kind: 'cannot' }>['because'] | 'draft' | 'length'
      readonly facts: readonly string[]
    }

/** What would become of a case, or what becomes of it. Pure. */
export function moveOfCase(
  document: CaseDocument,
  versions: { readonly from: Bundle; readonly to: Bundle },
  { choices, at }: { readonly choices: ChoicesByPathway; readonly at: string },
): MoveOfCase {
  // What departments approve is approved by the version that governs it.
  if (draftOf(document.history) !== undefined)
    return { kind: 'cannot', because: 'draft', facts: [] }
  if (document.history.length >= maxHistory) return { kind: 'cannot', because: 'length', facts: [] }
  const { from, to } = versions
  return migrateCase(from, to, document.snapshot, { choices: choices[document.pathway] ?? {}, at })
}
