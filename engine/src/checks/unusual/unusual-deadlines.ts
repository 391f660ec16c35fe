import { formatParameter } from '../../decisions/format-value.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import { jsonEqual } from '../../model/json.ts'
import type { Text } from '../../model/text.ts'
import { type Below, type Comparison, parametersBelow, sourceOf } from './comparison.ts'
import { conventions } from './conventions.ts'
import { type DelayPlace, delayPlaces } from './delay-places.ts'
import { deadlineUnit, lengthsOf, secondsOfValue, type Length } from './deadline-length.ts'
import { ownValues, valuesBelow } from './own-values.ts'

/**
 * Time limits far longer or far shorter than all they rest on have: of parameters that are spans of time, and those written
 * in charts and decisions. Pure.
 */
export function unusualDeadlines({ ruleset, below }: Comparison): readonly Issue[] {
  const places = below.map(({ title, ruleset: under }) => ({
    title,
    ruleset: under,
    places: new Map(delayPlaces(under).map((place) => [place.path, place])),
  }))
  return [
    ...ruleset.parameters.filter(deadlineUnit).flatMap((parameter) => {
      const same = parametersBelow(parameter, below)
      const usual = valuesBelow(same).map(({ value, source }) => ({
        seconds: secondsOfValue(parameter, value) ?? 0,
        shown: both((language) => formatParameter(source.parameter, value, language)),
        source: sourceOf(source.title, source.parameter.cites),
      }))
      return ownValues(parameter, same).flatMap(({ from, value }) => {
        const seconds = secondsOfValue(parameter, value)
        if (seconds === undefined) return []
        const shown = both((language) => formatParameter(parameter, value, language))
        const at = `/parameters/${parameter.id}/values/${from}`
        const when = { zh: `自 ${from} 起`, en: ` from ${from}` }
        return judge({ seconds, shown }, usual, { at, title: parameter.title, when })
      })
    }),
    ...delayPlaces(ruleset).flatMap((place) => {
      const same = places.flatMap((under) => {
        const found = under.places.get(place.path)
        return found === undefined ? [] : [{ ...under, place: found }]
      })
      // A parameter is judged by its own values, unless another stood here.
      if (same.length === 0 && 'parameter' in place.delay) return []
      if (same.some((under) => jsonEqual(under.place.delay, place.delay))) return []
      const usual = same.flatMap(usualAt)
      return lengthsOf(ruleset, place.delay).flatMap((length) =>
        judge(length, usual, { at: place.path, title: place.title, when: { zh: '', en: '' } }),
      )
    }),
  ]
}

interface Usual extends Length {
  readonly source: Text
}

function usualAt({
  title,
  ruleset,
  place,
}: Below & { readonly place: DelayPlace }): readonly Usual[] {
  const source = sourceOf(title, place.cites)
  return lengthsOf(ruleset, place.delay).map((length) => ({ ...length, source }))
}

/** At most one finding: too long before too short, a comparison before the limit that holds without one. */
function judge(
  { seconds, shown }: Length,
  usual: readonly Usual[],
  place: { readonly at: string; readonly title: Text; readonly when: Text },
): readonly Issue[] {
  const { at, title, when } = place
  const said = { title, when, actual: shown }
  const { deadlineFactor: factor, deadlineDays: days, deadlineSeconds } = conventions
  const [first] = usual
  if (first === undefined) {
    if (seconds > days * day) return [createIssue('DEADLINE_LONG', at, { ...said, days })]
    if (seconds < deadlineSeconds) return [createIssue('DEADLINE_SHORT', at, said)]
    return []
  }
  // Of equals the first: the template itself before what lies over or below it.
  const longest = usual.reduce((most, each) => (each.seconds > most.seconds ? each : most), first)
  const shortest = usual.reduce(
    (least, each) => (each.seconds < least.seconds ? each : least),
    first,
  )
  const than = ({ shown: other, source }: Usual) => ({ ...said, usual: other, source, factor })
  if (seconds > longest.seconds * factor && seconds > 0)
    return [createIssue('DEADLINE_FAR_LONGER', at, than(longest))]
  if (seconds * factor < shortest.seconds)
    return [createIssue('DEADLINE_FAR_SHORTER', at, than(shortest))]
  return []
}

const day = 86_400

function both(write: (language: 'zh' | 'en') => string): Text {
  return { zh: write('zh'), en: write('en') }
}
