import type { Value } from '@jieli/engine'
import type { PaperCaseInput } from '@jieli/server/contracts'
import { attachmentsInput, type UploadParts } from '../attachments/use-uploads.ts'
import { type DraftChange, isFilled } from '../cases/corrections/draft-change.ts'

/** A sheet as it is being typed in. */
export interface PaperDraft {
  readonly sheet: string
  /** As the field for a moment has it, in the time of this machine. */
  readonly begun: string
  readonly facts: Readonly<Record<string, Value | null>>
  readonly steps: readonly DraftChange[]
}

/** The part of the form whose documents go with the beginning; the others are named by the keys of the steps, from 1. */
export const beginningPart = 0

/** A sheet nothing is typed in of. */
export const emptyPaper: PaperDraft = { sheet: '', begun: '', facts: {}, steps: [] }

/** True when nothing is missing that the server would ask for in any case. Pure. */
export function isPaperFilled({ sheet, begun, steps }: PaperDraft): boolean {
  return sheet.trim() !== '' && !Number.isNaN(Date.parse(begun)) && steps.every(isFilled)
}

/** A sheet as it is sent; what was left empty is not known, and not sent. Pure. */
export function paperInput(
  { sheet, begun, facts, steps }: PaperDraft,
  of: { readonly ruleset: string; readonly pathway: string },
  uploads: UploadParts,
): PaperCaseInput {
  return {
    sheet: sheet.trim(),
    ...of,
    occurredAt: new Date(begun).toISOString(),
    facts: known(facts),
    ...attachmentsInput(uploads.of(beginningPart)),
    events: steps.map(({ key, type, moment, facts: brought, reason }) => ({
      type,
      occurredAt: new Date(moment).toISOString(),
      facts: known(brought),
      ...(reason.trim() !== '' && { reason: reason.trim() }),
      ...attachmentsInput(uploads.of(key)),
    })),
  }
}

function known(facts: PaperDraft['facts']): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(facts).flatMap(([id, value]) => (value === null ? [] : [[id, value] as const])),
  )
}
