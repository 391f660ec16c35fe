import type { Text } from '@jieli/engine'
import { auditProblemCatalogue, type AuditProblemCode } from './problem-catalogue.ts'

/** Values for a problem's sentence. */
export type ProblemValues = Readonly<Record<string, string | number>>

/** Something that is not as it was written: what, where, why it matters, and what to do. */
export interface AuditProblem {
  readonly code: AuditProblemCode
  readonly severity: 'error' | 'warning'
  /** The entry, document, checkpoint or line it is about. */
  readonly where: string
  readonly message: Text
  readonly why: Text
  readonly advice: Text
}

/** Puts a problem into words. Pure. */
export function createProblem(
  code: AuditProblemCode,
  where: string,
  values: ProblemValues,
): AuditProblem {
  const { severity, what, why, advice } = auditProblemCatalogue[code]
  const message = { zh: fill(what.zh, values), en: fill(what.en, values) }
  return { code, severity, where, message, why, advice }
}

function fill(template: string, values: ProblemValues): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}
