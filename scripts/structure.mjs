// `pnpm structure`: the shape of the house in figures: rooms and the arrows between them, what is written twice, and how
// many files a new kind of thing touches. The floors themselves are held by `pnpm check`.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { prepare } from './launch/prepare.mjs'
import { root } from './launch/root.mjs'

const node = prepare(['.', 'engine', 'server', 'designer', 'test'])

/** @typedef {{ source: string, dependencies: { resolved: string }[] }} Module */

const bin = join(root, 'node_modules', '.bin')
/** @type {{ modules: Module[] }} */
const { modules } = JSON.parse(
  execFileSync(
    join(bin, 'depcruise'),
    [
      '--config',
      '.dependency-cruiser.cjs',
      '--output-type',
      'json',
      ...['engine', 'server', 'designer'].map((part) => `${part}/src`),
    ],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1e9,
      env: { ...process.env, PATH: [bin, dirname(node), process.env['PATH']].join(delimiter) },
    },
  ),
)

/** @type {[string, string | number][]} */
const lines = []
for (const floor of [
  'engine/src',
  'server/src',
  'server/src/operations',
  'designer/src',
  'designer/src/library',
  'designer/src/work',
  'designer/src/editor',
]) {
  const { rooms, arrows, inCircles } = shapeOf(floor)
  lines.push([
    `${floor}: rooms, arrows between them, rooms in circles`,
    `${rooms}, ${arrows}, ${inCircles}`,
  ])
}
lines.push(['types of the wire that the designer declares itself', twiceOnTheWire()])
for (const [kind, files] of filesPerKind()) lines.push([`files to touch for ${kind}`, files])
lines.push(['lines of a parameter in JSON (median)', medianParameter()])

const width = Math.max(...lines.map(([what]) => what.length))
for (const [what, figure] of lines) console.log(`${what.padEnd(width)}  ${figure}`)

/**
 * @param {string} floor a folder whose folders are its rooms
 * @returns {{ rooms: number, arrows: number, inCircles: number }}
 */
function shapeOf(floor) {
  /** @type {Map<string, Set<string>>} */
  const arrows = new Map()
  const roomOf = (/** @type {string} */ file) => {
    const parts = file.startsWith(`${floor}/`) ? file.slice(floor.length + 1).split('/') : []
    return parts.length > 1 ? parts[0] : undefined
  }
  for (const { source, dependencies } of modules) {
    const from = roomOf(source)
    if (from === undefined) continue
    const reached = arrows.get(from) ?? new Set()
    arrows.set(from, reached)
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved)
      if (to !== undefined && to !== from) reached.add(to)
    }
  }
  const inCircles = [...arrows.keys()].filter((room) => reaches(arrows, room, room))
  const count = [...arrows.values()].reduce((sum, reached) => sum + reached.size, 0)
  return { rooms: arrows.size, arrows: count, inCircles: inCircles.length }
}

/**
 * @param {Map<string, Set<string>>} arrows
 * @param {string} from
 * @param {string} wanted
 */
function reaches(arrows, from, wanted) {
  const seen = new Set()
  const open = [...(arrows.get(from) ?? [])]
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (room === wanted) return true
    if (seen.has(room)) continue
    seen.add(room)
    open.push(...(arrows.get(room) ?? []))
  }
  return false
}

/** How many names that the contracts export are declared once more in the designer. */
function twiceOnTheWire() {
  const declared = /^export (?:interface|type) (\w+)/gm
  const named = (/** @type {string} */ folder) =>
    filesIn(folder).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(declared)].map(([, name]) => name),
    )
  const contracts = new Set(named('server/src/contracts'))
  return named('designer/src/api').filter((name) => contracts.has(name)).length
}

/**
 * What `docs/extending.md` lists for each kind: its numbered files.
 * @returns {(readonly [string, number])[]}
 */
function filesPerKind() {
  const guide = join(root, 'docs', 'extending.md')
  if (!existsSync(guide)) return []
  return readFileSync(guide, 'utf8')
    .split(/^## /m)
    .slice(1)

    .map(
      (section) =>
        /** @type {const} */ ([
          section.split('\n')[0] ?? '',
          (section.match(/^\d+\. /gm) ?? []).length,
        ]),
    )
    .filter(([, files]) => Number(files) > 0)
}

/** How many lines the parameters of all rulesets take as they stand in their files. */
function medianParameter() {
  const counts = filesIn('rulesets')
    .filter((file) => /[\\/]parameters(\.json$|[\\/])/.test(file))
    .flatMap((file) => {
      const [, ...items] = readFileSync(file, 'utf8').split(/^ {4}\{/m)
      return items.map((item) => item.split('\n').findIndex((line) => line.startsWith('    }')) + 1)
    })
    .filter((count) => count > 0)
    .toSorted((a, b) => a - b)
  return counts[Math.floor(counts.length / 2)] ?? 0
}

/**
 * @param {string} folder from the root
 * @returns {string[]} every file in it
 */
function filesIn(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(root, folder, String(name)))
    .filter((file) => statSync(file).isFile())
}
