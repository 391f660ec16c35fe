import { withoutMark } from '../../documents/made-document.ts'
import type { RunDocument, TableImport } from '../../documents/assessment-documents.ts'
import type { ReadRun } from './read-run.ts'

/** A run as lists show it: without where its content lies, and the marks of requests. Pure. */
export function presentRun({ content: _, cases: __, ...run }: RunDocument) {
  return {
    ...withoutMark(run),
    objections: run.objections.map(({ request: _mark, ...objection }) => objection),
  }
}

/** A run in full: without what it was computed from. Pure. */
export function presentWholeRun({ run, content, late, problem }: ReadRun) {
  const { input: _, ...told } = content
  return {
    ...presentRun(run),
    late: late?.tables ?? null,
    lateCases: late?.cases ?? null,
    ...(problem && { problem }),
    ...told,
  }
}

/** An import as the world sees it: without where its rows lie. Pure. */
export function presentImport({
  chunks,
  revision: _,
  ruleset: __,
  sender: ___,
  ...table
}: TableImport) {
  return { ...withoutMark(table), periods: [...new Set(chunks.map(({ period }) => period))] }
}
