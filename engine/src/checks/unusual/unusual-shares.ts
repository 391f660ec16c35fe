import { createIssue, type Issue } from '../../model/issue.ts'
import type { DatedValue } from '../../model/parameter.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { type Comparison, sourceOf } from './comparison.ts'
import { conventions } from './conventions.ts'
import { type SplitPlace, splitPlaces } from './split-places.ts'

/** Parties of a split that get nothing, or a part far from what they get below. Pure. */
export function unusualShares({ ruleset, below }: Comparison): readonly Issue[] {
  return splitPlaces(ruleset).flatMap((place) => {
    const days = new Set(valuesOf(ruleset, place).map(({ from }) => from))
    const told = new Set<string>()
    const same = below.flatMap((under) => {
      const found = splitPlaces(under.ruleset).find(({ path }) => path === place.path)
      return found === undefined ? [] : [{ ...under, place: found }]
    })
    return [...days]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .flatMap((day) => {
        const ours = partsOn(ruleset, place, day)
        if (ours === undefined || ours.length < 2) return []
        const split = ours.map(({ weight }) => weight).join('∶')
        return ours.flatMap(({ share, weight, total }) => {
          const others = same.flatMap((under) => {
            const parts = partsOn(under.ruleset, under.place, day)
            const part = parts?.find((each) => each.share.id === share.id)
            return part === undefined || parts === undefined ? [] : [{ under, parts, part }]
          })
          if (others.some(({ part }) => part.weight * total === weight * part.total)) return []
          const [first] = others
          const code = codeOf({ weight, total }, first?.part)
          if (code === undefined || told.has(`${code} ${share.id}`)) return []
          told.add(`${code} ${share.id}`)
          const usual =
            first === undefined
              ? { zh: '', en: '' }
              : {
                  zh: `${sourceOf(first.under.title, first.under.place.cites).zh}为 ${written(first.parts)}。`,
                  en: ` In ${sourceOf(first.under.title, first.under.place.cites).en} it is ${written(first.parts)}.`,
                }
          return [
            createIssue(code, `${place.path}/shares/${share.id}`, {
              title: place.title,
              party: share.title,
              from: day,
              split,
              usual,
              factor: conventions.partFactor,
            }),
          ]
        })
      })
  })
}

interface Part {
  readonly weight: number
  readonly total: number
}

function codeOf({ weight, total }: Part, usual: Part | undefined) {
  if (weight === 0) return 'SHARE_NOTHING' as const
  if (usual === undefined) return undefined
  const { partFactor } = conventions
  if (weight * usual.total * partFactor < usual.weight * total) return 'SHARE_FAR_SMALLER' as const
  if (weight * usual.total > usual.weight * total * partFactor && usual.weight > 0)
    return 'SHARE_FAR_LARGER' as const
  return undefined
}

/** The weights on a day; undefined while one has none, or nobody gets anything. */
function partsOn(ruleset: Ruleset, { shares }: SplitPlace, day: string) {
  const weights = shares.map((share) => ({
    share,
    weight: weightOn(ruleset, share.weight.parameter, day),
  }))
  const total = weights.reduce((sum, { weight }) => sum + (weight ?? 0), 0)
  if (total <= 0) return undefined
  const parts = weights.flatMap(({ share, weight }) =>
    weight === undefined ? [] : [{ share, weight, total }],
  )
  return parts.length === shares.length ? parts : undefined
}

function weightOn(ruleset: Ruleset, parameter: string, day: string): number | undefined {
  const values = indexRuleset(ruleset).parameters.get(parameter)?.values ?? []
  const value = values
    .filter(({ from }) => from <= day)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1)?.value
  return typeof value === 'number' && value >= 0 ? value : undefined
}

function valuesOf(ruleset: Ruleset, { shares }: SplitPlace): readonly DatedValue[] {
  const { parameters } = indexRuleset(ruleset)
  return shares.flatMap(({ weight }) => parameters.get(weight.parameter)?.values ?? [])
}

function written(parts: readonly Part[]): string {
  return parts.map(({ weight }) => weight).join('∶')
}
