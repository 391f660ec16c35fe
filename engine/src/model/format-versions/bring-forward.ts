import { isJsonObject, type JsonObject } from '../json.ts'
import { currentFormat } from './current-format.ts'
import type { FormatStep } from './format-step.ts'
import { renamedPath, withRenamedLists } from './renamed-lists.ts'
import { toFormat2 } from './to-format-2.ts'
import { toFormat3 } from './to-format-3.ts'
import { toFormat4 } from './to-format-4.ts'
import { toFormat5 } from './to-format-5.ts'

/** Every step from the first format on, in order. */
const steps: readonly FormatStep[] = [toFormat2, toFormat3, toFormat4, toFormat5]

/**
 * The format a layer or a whole ruleset is written in: that of before it was written down is 1. What is no format stands
 * for the present one, so that it is left as it is and the schema refuses it. Pure.
 */
export function formatOf(content: JsonObject): number {
  const manifest = content['manifest']
  const format = isJsonObject(manifest) ? manifest['formatVersion'] : undefined
  if (format === undefined) return 1
  return typeof format === 'number' && Number.isInteger(format) && format > 0
    ? format
    : currentFormat
}

/**
 * A layer or a whole ruleset of an earlier format in a later one. What is written in that or in one still later comes
 * back as it is. Pure.
 * @param to the format wanted
 */
export function bringForward(content: JsonObject, to: number = currentFormat): JsonObject {
  const format = formatOf(content)
  if (format >= to) return content
  let brought = content
  for (const step of steps)
    if (step.format > format && step.format <= to)
      brought = step.content(withRenamedLists(step.renamedLists, brought))
  const manifest = brought['manifest']
  return isJsonObject(manifest)
    ? { ...brought, manifest: { ...manifest, formatVersion: to } }
    : brought
}

/** A path as it was written in any earlier format, as it is now: `/timeline/first` as `/phases/first`. Pure. */
export function currentPath(path: string): string {
  return steps.reduce((at, step) => {
    const renamed = renamedPath(step.renamedLists, at)
    return step.movedPath?.(renamed) ?? renamed
  }, path)
}

/**
 * Which ruleset last said each item of a whole ruleset of an earlier format, by the paths of the present one. Pure.
 * @param content the ruleset as it was written
 */
export function bringOriginForward(
  content: JsonObject,
  origin: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const format = formatOf(content)
  let [brought, said] = [content, origin]
  for (const step of steps.filter((each) => each.format > format)) {
    const named = withRenamedLists(step.renamedLists, brought)
    said = Object.fromEntries(
      Object.entries(said).map(([path, layer]) => [renamedPath(step.renamedLists, path), layer]),
    )
    said = step.origin?.(named, said) ?? said
    brought = step.content(named)
  }
  return said
}

/** The names that lists had in earlier formats and have no more. */
export const formerLists: readonly string[] = steps.flatMap(
  ({ renamedLists, removedLists = [] }) => [...Object.keys(renamedLists), ...removedLists],
)

/** The names that the lists of a format had, without those that came later. Pure. */
export function listsOfFormat(lists: readonly string[], format: number): readonly string[] {
  return steps
    .filter((step) => step.format > format)
    .toReversed()
    .reduce((names, step) => {
      const earlier = new Map(Object.entries(step.renamedLists).map(([old, now]) => [now, old]))
      const added = new Set(step.addedLists)
      return names
        .filter((name) => !added.has(name))
        .map((name) => earlier.get(name) ?? name)
        .concat(step.removedLists ?? [])
    }, lists)
}
