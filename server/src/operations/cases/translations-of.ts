import { type Facts, jsonEqual } from '@jieli/engine'
import type { CaseCorrectionInput } from '../../contracts/case-correction.ts'
import type { CodeTranslation } from '../../contracts/code-edition.ts'
import type { PaperCaseInput } from '../../contracts/paper-case.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { readEditions, type SentFacts } from '../code-maps/read-editions.ts'
import type { OperationContext } from '../context/operation-context.ts'

type Context = Pick<OperationContext, 'store'>
type Told = { readonly translations?: CodeTranslation[] }

/** Facts of a request, and what the case has of them. */
interface SentPart {
  readonly sent: SentFacts
  readonly known: Facts | undefined
  /** Where they stand in a request that has several. */
  readonly path?: string
}

/** What the codes of a request with one step were read as, for who sent it, once more or for the first time. */
export async function translationsOf(
  context: Context,
  document: CaseDocument,
  sent: SentFacts,
): Promise<Told> {
  return await readAgain(context, document, [{ sent, known: document.history.at(-1)?.facts }])
}

/** What the codes of a correction were read as; the case ends with it. */
export async function translationsOfCorrection(
  context: Context,
  document: CaseDocument,
  { changes }: Pick<CaseCorrectionInput, 'changes'>,
): Promise<Told> {
  const kept = document.history.at(-1)?.corrected?.changes ?? []
  const parts = changes.map((change, index) => ({
    sent: change.kind === 'voided' ? {} : change,
    known: kept[index]?.facts,
    path: `/changes/${index}/facts`,
  }))
  return await readAgain(context, document, parts)
}

/** What the codes of a sheet were read as; the case is as it was entered. */
export async function translationsOfSheet(
  context: Context,
  document: CaseDocument,
  input: PaperCaseInput,
): Promise<Told> {
  const entered = document.history.filter(({ paper }) => paper !== undefined)
  // They happened in the order of their moments, however they stand on the sheet.
  const events = [...input.events.entries()]
    .toSorted(([, a], [, b]) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt))
    .map(([index, sent], place) => ({
      sent,
      known: entered[place + 1]?.facts,
      path: `/events/${index}/facts`,
    }))
  const start = { sent: input, known: entered[0]?.facts, path: '/facts' }
  return await readAgain(context, document, [start, ...events])
}

/** What the maps say by now otherwise than the case has it is left out: it was read by others. */
async function readAgain(
  context: Context,
  { county }: CaseDocument,
  parts: readonly SentPart[],
): Promise<Told> {
  if (parts.every(({ sent }) => sent.editions === undefined)) return {}
  const told: CodeTranslation[] = []
  for (const { sent, known = {}, path } of parts) {
    const { facts, translations = [] } = await readEditions(context, county, sent)
    const read = (facts ?? {}) as Readonly<Record<string, Parameters<typeof jsonEqual>[0]>>
    const holds = ({ fact }: CodeTranslation) => jsonEqual(read[fact] ?? null, known[fact] ?? null)
    for (const each of translations.filter(holds))
      told.push({ ...each, ...(path !== undefined && { path }) })
  }
  return { translations: told }
}
