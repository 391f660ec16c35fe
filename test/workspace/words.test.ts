import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'

/** A word that is no longer ours, how it is recognised, and what to say instead. */
const retired: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\bshel(f|ves)\b|[a-z]Shelf|\bShelf/, 'cache'],
  [/\btravel(?!Files|s? )|[a-z]Travel|\bTravel(?!Files)/, 'package file, transfer'],
  [/\bdeeds?\b/i, 'action, audit entry'],
  [/quarrel/i, 'conflict'],
  [/loose.?condition/i, 'standalone condition'],
  [/cases.?behind/i, 'contributing cases'],
  [/case.?turns/i, 'keyed mutex'],
  [/take.?back/i, 'reset to parent'],
  [/\blit.?states/i, 'highlighted states'],
  [/\bpatience\b/i, 'timeout'],
  [/judgement/i, 'what the reference evaluator says'],
  [/\b(tell|told|say|said)[A-Z]\w*/, 'describe, format, label'],
  [/\b(most|longest)[A-Z]\w*/, 'max…'],
]

const files = globSync(
  [
    '{engine,server,designer,scripts}/**/*.{ts,tsx,mjs,css,md}',
    'designer/src/**/en.json',
    'docs/*.md',
    '*.md',
    'rulesets/*.md',
  ],
  { cwd: root, exclude: ['**/node_modules/**', '**/dist/**', 'CHANGELOG.md'] },
).map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))

it.each(retired)('nothing is called %s any more; it is %s', (pattern) => {
  expect(files.length).toBeGreaterThan(1000)
  const found = files.flatMap(({ file, text }) =>
    [`${file}`, ...text.split('\n')].flatMap((line, number) =>
      pattern.test(line) ? [`${file}:${number} ${line.trim()}`] : [],
    ),
  )
  expect(found).toEqual([])
})
