import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { hitPolicies, redLineSchema, scenarioSchema, valueTypes } from '@jieli/engine'
import { root } from '../../scripts/launch/root.mjs'

/**
 * Kinds that are modules, and the only files that may name all of a kind: its schema, its
 * registry, a second opinion, the controls of an editor. */
const kinds: readonly {
  readonly what: string
  readonly names: readonly string[]
  readonly files: readonly string[]
}[] = [
  {
    what: 'value types',
    names: valueTypes,
    files: [
      'engine/src/model/value-types/value-types.ts',
      'designer/src/kit/fields/value-input.tsx',
    ],
  },
  {
    what: 'red lines',
    names: kindsOf(redLineSchema.shape.checks.element.options),
    files: ['engine/src/model/red-line.ts', 'engine/src/red-lines/red-line-kinds.ts'],
  },
  {
    what: 'scenarios',
    names: kindsOf(scenarioSchema.options),
    files: ['engine/src/model/scenario.ts', 'engine/src/scenarios/scenario-kinds.ts'],
  },
  {
    what: 'hit policies',
    names: hitPolicies,
    files: [
      'engine/src/model/decision.ts',
      'engine/src/decisions/hit-policy.ts',
      'engine/src/interchange/reference-evaluator.ts',
    ],
  },
]

const sources = globSync('{engine,server,designer}/src/**/*.{ts,tsx}', { cwd: root }).map(
  (file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }),
)

const dictionaries = globSync('designer/src/**/i18n/*.json', { cwd: root }).map(
  (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown,
)

/** The keys of each object inside a value. */
function objectsIn(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return []
  return [Object.keys(value), ...Object.values(value).flatMap(objectsIn)]
}

/** The names of a kind a file has as a text or as a key. */
function named(text: string, names: readonly string[]): number {
  return names.filter((name) => new RegExp(`['"]${name}['"]|\\b${name}\\b['"]?\\??[:,]`).test(text))
    .length
}

function kindsOf(
  options: readonly { readonly shape: { readonly kind: Kind } }[],
): readonly string[] {
  return options.flatMap(({ shape: { kind } }) =>
    'options' in kind ? kind.options : [...kind.values],
  )
}

type Kind = { readonly options: readonly string[] } | { readonly values: ReadonlySet<string> }

describe.each(kinds)('$what', ({ names, files }) => {
  it('are named by no file but their schema and registry, but one by one', () => {
    expect(names.length).toBeGreaterThan(6)
    const all = sources.filter(({ text }) => named(text, names) > names.length * 0.7)
    expect(all.map(({ file }) => file).filter((file) => !files.includes(file))).toEqual([])
    for (const file of files)
      expect(
        sources.some((source) => source.file === file),
        file,
      ).toBe(true)
  })

  it('have no words in the dictionaries: a module brings its own', () => {
    const objects = dictionaries.flatMap(objectsIn)
    const worded = objects.filter(
      (keys) => names.filter((name) => keys.includes(name)).length > names.length * 0.7,
    )
    expect(worded).toEqual([])
  })
})
