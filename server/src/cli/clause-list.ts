import { z } from 'zod'
import { createCitation, type OwnClause, textSchema } from '@jieli/engine'
import { WrongUseError } from './command-outcome.ts'
import { readJsonFile } from './read-json-file.ts'
import type { Terminal } from './terminal.ts'

/** Kinds of clause that a rule has to carry; the others may stay text, with a reason. */
const carriedKinds: ReadonlySet<string> = new Set([
  'referral guard',
  'referral transition',
  'referral action',
  'clinical pathway threshold',
  'assessment indicator',
  'reimbursement rate rule',
  'fund budget/split rule',
  'internal price rule',
  'incentive rule',
  'timeline/phase',
  'red line',
])

const clauseListSchema = z.object({
  /** Whose own document the clauses are: the rulesets that carry it out. None for what binds or serves all of them. */
  communities: z.array(z.string().min(1)).min(1).optional(),
  clauses: z.array(
    z.object({
      id: z.string().min(1),
      document: z.string().min(1),
      kind: z.string().min(1),
      words: textSchema,
      carried: z.enum(['rule', 'parameter required', 'fact', 'text only']),
      /** True when it is carried as data that nothing computes yet. */
      data: z.boolean().optional(),
      /** True when it says of nobody what they may, must or get: history, membership as reported, a slogan, a result. */
      background: z.boolean().optional(),
      reason: textSchema.optional(),
      where: z.array(z.string()).optional(),
    }),
  ),
})

/** The clauses of one list, and whose own they are. */
export interface ClauseList {
  readonly communities: readonly string[]
  readonly clauses: readonly CarriedClause[]
}

/** A clause of a source and how the rulesets carry it. */
export interface CarriedClause extends OwnClause {
  readonly id: string
  readonly kind: string
  readonly carried: string
  /** True unless the list says why it stays text, or only a fact speaks of it. */
  readonly mustBeCarried: boolean
}

/** Reads one list of clauses. @throws WrongUseError when the file is no such list */
export async function readClauses(terminal: Terminal, file: string): Promise<ClauseList> {
  const parsed = clauseListSchema.safeParse(await readJsonFile(terminal, file))
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const place = issue?.path.join('/') ?? ''
    throw new WrongUseError(
      terminal.say({
        zh: `${file} 不是条款清单（${place}）。`,
        en: `${file} is no list of clauses (${place}: ${issue?.message ?? ''}).`,
      }),
    )
  }
  const { communities = [], clauses } = parsed.data
  return { communities, clauses: clauses.map(carriedClause) }
}

type WrittenClause = z.infer<typeof clauseListSchema>['clauses'][number]

function carriedClause(clause: WrittenClause): CarriedClause {
  const { id, document, kind, carried, reason, background = false } = clause
  // A slogan its source never expands stays text, but somebody has to say so.
  const explained = carried === 'text only' && reason !== undefined
  const promised = carried === 'rule' || carried === 'parameter required'
  return {
    id,
    citation: createCitation(document, id),
    background,
    kind,
    carried,
    mustBeCarried: promised || (carriedKinds.has(kind) && !explained),
  }
}
