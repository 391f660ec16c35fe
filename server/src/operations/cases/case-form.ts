import { z } from 'zod'
import { ServerError } from '../../errors/server-error.ts'
import type { CaseDocument } from '../../documents/case-document.ts'

const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)))
const status = z.enum(['active', 'done'])
const value: z.ZodType<CaseDocument['snapshot']['value']> = z.lazy(() =>
  z.union([z.string(), z.record(z.string(), value)]),
)
const facts = z.record(z.string(), z.unknown())
const timers = z.array(
  z.looseObject({ id: z.string(), event: z.string(), delay: z.string(), dueAt: moment }),
)
const duties = z.array(
  z.looseObject({ duty: z.string(), number: z.int(), status: z.string(), begunAt: moment }),
)
const objects = z.array(z.looseObject({}))

/** As much of a case's form as reading and stepping it rests on. */
const caseForm = z.looseObject({
  snapshot: z.looseObject({
    bundle: z.string(),
    pathway: z.string(),
    value,
    status,
    facts,
    timers,
    duties: duties.optional(),
    at: moment,
  }),
  history: z
    .array(
      z.looseObject({
        seq: z.int(),
        at: moment,
        recordedAt: moment,
        event: z.string(),
        to: z.string(),
        value,
        status,
        facts,
        changes: facts,
        timers,
        duties: duties.optional(),
        transitions: z.array(z.string()),
        decisions: objects,
        actions: objects,
        hash: z.string(),
      }),
    )
    .min(1),
  refusals: objects,
  outbox: objects,
})

/** That what is stored of a case can be read and stepped. @throws ServerError CASE_DAMAGED */
export function assertCaseForm(document: CaseDocument): void {
  const { error } = caseForm.safeParse(document)
  if (error === undefined) return
  const place = error.issues[0]?.path.map(String).join('.') ?? ''
  throw new ServerError('CASE_DAMAGED', { id: document.id, detail: place }, { cause: error })
}
