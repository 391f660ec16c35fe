import { dateSchema } from '@jieli/engine'
import { z } from 'zod'
import { tableProblemSchema } from './assessment.ts'
import { pageQuery, pageReply } from './common.ts'
import type { Wire, WireInput } from './wire.ts'

const system = z.string().trim().min(1).max(200)
const version = z.string().trim().max(100)
const name = z.string().trim().min(1).max(200)
const format = z.enum(['csv', 'xlsx'])

const editionSchema = z.strictObject({
  system: z.string().meta({ description: 'The address or object identifier that a coding names' }),
  version: z.string().nullable().meta({
    description: 'The version that a coding names; null where the system has one edition',
  }),
  name: z.string().meta({ description: 'What people call it' }),
})

const kindSchema = z
  .enum(['oneToOne', 'manyToOne', 'oneToMany', 'none'])
  .meta({ description: 'How a code stands to those of the other edition' })
export type CodeMapKind = z.output<typeof kindSchema>

export const codeMapSchema = z
  .strictObject({
    id: z.string(),
    county: z.string(),
    title: z.string(),
    source: editionSchema,
    target: editionSchema,
    document: z.strictObject({ title: z.string(), on: dateSchema }),
    file: z.string(),
    codes: z.int(),
    counts: z.record(kindSchema, z.int()),
    status: z.enum(['imported', 'inUse', 'ended']),
    importedAt: z.string(),
    importedBy: z.string(),
    own: z
      .boolean()
      .meta({ description: 'Whether the caller brought it in: another puts it in use' }),
    usedAt: z.string().nullable(),
    usedBy: z.string().nullable(),
    endedAt: z.string().nullable(),
    endedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it ended' }),
  })
  .meta({ id: 'CodeMap' })
export type CodeMap = Wire<typeof codeMapSchema>

export const listCodeMapsQuerySchema = z.strictObject(pageQuery(50))
export const codeMapPageSchema = z
  .strictObject(pageReply(codeMapSchema))
  .meta({ id: 'CodeMapPage' })
export type CodeMapPage = Wire<typeof codeMapPageSchema>

export const importCodeMapQuerySchema = z.strictObject({
  county: z.string().min(1).max(80),
  title: name,
  sourceSystem: system,
  sourceVersion: version.optional().meta({ description: 'Left out: the system has one edition' }),
  sourceName: name,
  targetSystem: system,
  targetVersion: version.optional(),
  targetName: name,
  document: name.meta({ description: 'The document that the rows come from' }),
  documentOn: dateSchema.meta({ description: 'Its day' }),
  format,
  file: name.meta({ description: "The file's name" }),
})
export type ImportCodeMapQuery = WireInput<typeof importCodeMapQuerySchema>

export const importedCodeMapSchema = z
  .strictObject({
    map: codeMapSchema,
    notes: z
      .array(tableProblemSchema)
      .meta({ description: 'What was read otherwise than it is written' }),
  })
  .meta({ id: 'ImportedCodeMap' })
export type ImportedCodeMap = Wire<typeof importedCodeMapSchema>

export const codeMapStatusInputSchema = z
  .strictObject({
    status: z.enum(['inUse', 'ended']),
    reason: z.string().trim().max(2000).default('').meta({ description: 'Why; needed to end one' }),
  })
  .meta({ id: 'CodeMapStatusInput' })
export type CodeMapStatusInput = WireInput<typeof codeMapStatusInputSchema>

const coded = z.strictObject({ code: z.string(), name: z.string().nullable() })

export const codeMapEntriesQuerySchema = z.strictObject({
  search: z.string().max(100).default('').meta({
    description:
      'A beginning of a code of either edition, or part of a name; everything when empty',
  }),
  kind: kindSchema.optional(),
  ...pageQuery(100),
})
export type CodeMapEntriesQuery = WireInput<typeof codeMapEntriesQuerySchema>

export const codeMapEntriesSchema = z
  .strictObject(
    pageReply(
      z.strictObject({
        code: z.string(),
        name: z.string().nullable(),
        kind: kindSchema,
        targets: z.array(coded),
      }),
    ),
  )
  .meta({ id: 'CodeMapEntries' })
export type CodeMapEntries = Wire<typeof codeMapEntriesSchema>

export const codeMapTableQuerySchema = z.strictObject({
  map: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'The map; left out, the empty table to fill in' }),
  format,
  language: z.enum(['zh', 'en']).default('zh'),
})
export type CodeMapTableQuery = WireInput<typeof codeMapTableQuerySchema>
