import { jsonEqual } from '@jieli/engine'
import type { CodeTranslation } from '../../contracts/code-edition.ts'
import type { CaseDocument } from '../../documents/case-document.ts'
import { readEditions, type SentFacts } from '../code-maps/read-editions.ts'
import type { OperationContext } from '../context/operation-context.ts'

/**
 * What the codes of a request were read as, for who sent it, once more or for the first time. What the maps say by now
 * otherwise than the last step of the case has it is left out: it was read by others.
 */
export async function translationsOf(
  context: Pick<OperationContext, 'store'>,
  document: CaseDocument,
  sent: SentFacts,
): Promise<{ readonly translations?: CodeTranslation[] }> {
  const { facts, translations } = await readEditions(context, document.county, sent)
  if (translations === undefined) return {}
  const known = document.history.at(-1)?.facts ?? {}
  const read = facts as Readonly<Record<string, Parameters<typeof jsonEqual>[0]>>
  const holds = ({ fact }: CodeTranslation) => jsonEqual(read[fact] ?? null, known[fact] ?? null)
  return { translations: translations.filter(holds) }
}
