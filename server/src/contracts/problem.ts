import { z } from 'zod'
import { tableProblemSchema } from './assessment.ts'
import { issueReplySchema, messageSchema } from './common.ts'
import { recordedDecisionSchema } from './decision.ts'
import { withdrawnSchema } from './ruleset.ts'
import type { Wire } from './wire.ts'

/**
 * RFC 9457, with a stable code and both languages. Some codes add members: one about a stale revision has the present
 * `revision` and what was `changedSince`, each with who did it and when.
 */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    message: messageSchema,
    instance: z.string(),
    issues: z.array(issueReplySchema).optional(),
    revision: z
      .int()
      .optional()
      .meta({ description: 'The present one, where a stale one was sent' }),
    savedBy: z.string().optional().meta({ description: 'Who saved the newer draft' }),
    savedAt: z.string().optional().meta({ description: 'When the newer draft was saved' }),
    dependents: withdrawnSchema.shape.dependents
      .optional()
      .meta({ description: 'What rests on a version that was not withdrawn yet' }),
    changes: z
      .array(z.looseObject({ path: z.string(), sentence: messageSchema }))
      .optional()
      .meta({ description: 'What would go with an overlay that was not removed yet' }),
    problems: z
      .array(tableProblemSchema)
      .optional()
      .meta({ description: 'What is wrong with a refused table, row by row' }),
    total: z.int().optional().meta({ description: 'How many problems a refused table has in all' }),
    decisions: z
      .array(recordedDecisionSchema)
      .optional()
      .meta({ description: 'The decisions behind a refused event' }),
  })
  .meta({ id: 'Problem' })
export type Problem = Wire<typeof problemSchema>
