import type { Facts } from '../../decisions/facts.ts'
import { isAutomatic } from '../../model/chart-edges.ts'
import type { Issue } from '../../model/issue.ts'
import type { Text } from '../../model/text.ts'
import { jsonEqual } from '../../model/json.ts'
import type { EventDefinition, Party } from '../../model/pathway.ts'
import { statePath } from '../../model/state-nodes.ts'
import type { IssueExample } from '../../model/issue-example.ts'
import type { CaseSnapshot } from '../../pathways/case-snapshot.ts'
import { step } from '../../pathways/step.ts'
import type { StepResult } from '../../pathways/step-result.ts'
import { exploreFacts } from '../../proof/explore-facts.ts'
import { sendEvent } from '../../proof/statechart/send-event.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import type { RedLineContext } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { chartIssue, missingRole, roleTitles } from './chart-issue.ts'
import { eachChartWithEvent } from './each-chart.ts'
import { exampleAt } from './example-to.ts'
import { exampleUnit, type GuardedChart } from './guarded-chart.ts'

type AlwaysOpen = CheckOf<'alwaysOpen'>

const check: RedLineKind<'alwaysOpen'>['check'] = (context, check) =>
  eachChartWithEvent(context, check, (chart, events) => {
    const missing = check.actors
      .filter((role) => chart.partiesOf(role).length === 0)
      .map((role) => missingRole(context, chart, roleTitles([role], 'parties')))
    const shut = check.actors
      .flatMap((role) => chart.partiesOf(role))
      .flatMap((party) =>
        statesHeldOpen(chart, check).flatMap((state) =>
          shutAt(chart, { check, state, party, events }),
        ),
      )
    return shut.length === 0 ? missing : [...missing, shutIssue(context, chart, check, shut)]
  })

/** The states at rest in which the event has to be open. Pure. */
export function statesHeldOpen(
  chart: GuardedChart,
  { in: within, except = [] }: AlwaysOpen,
): readonly string[] {
  return chart.open.filter((state) =>
    within === undefined ? !chart.means(state, except) : chart.means(state, within),
  )
}

interface Place {
  readonly check: AlwaysOpen
  readonly state: string
  readonly party: Party
  readonly events: readonly EventDefinition[]
}

interface Shut extends Place {
  readonly asOf: string
  /** Cases in which nothing is taken, the one of which least is known first; none when there were too many to look at. */
  readonly cases: readonly Facts[]
}

/** How many cases of one place are kept: with some of them no patient may come there. */
const casesKept = 8

/** The first day, if there is one, on which there are cases in which no event of the meaning is taken. */
function shutAt(chart: GuardedChart, place: Place): readonly Shut[] {
  const { check, state, party, events } = place
  const { pathway, bundle, edges } = chart
  const named = events.map(({ id }) => id)
  const asked = edges.filter(
    (edge) => isAutomatic(edge) || (edge.from === state && named.includes(edge.name)),
  )
  for (const asOf of chart.daysOf(asked)) {
    const send = (facts: Facts) => {
      const results = named.map((type) =>
        sendEvent(
          bundle,
          pathway,
          { state, facts, asOf },
          { type, actor: { unit: exampleUnit }, facts: check.given ?? {} },
        ),
      )
      return { results, decisions: results.flatMap(({ decisions }) => decisions) }
    }
    const cases: Facts[] = []
    const given = { [party.unitFact]: exampleUnit }
    const finished = exploreFacts(
      bundle,
      { asOf, given, edges: asked },
      send,
      (facts, { results }) => {
        if (results.some((result) => leads(result, state))) return false
        return cases.push(facts) >= casesKept
      },
    )
    if (cases.length > 0 || !finished) return [{ ...place, asOf, cases }]
  }
  return []
}

/** All that is shut, told once, with an example of the first that can be played. */
function shutIssue(
  context: RedLineContext,
  chart: GuardedChart,
  check: AlwaysOpen,
  shut: readonly Shut[],
): Issue {
  const { pathway } = chart
  const [first] = shut
  const states = [...new Set(shut.map(({ state }) => state))].map((state) =>
    titleAt(pathway, state),
  )
  const parties = [...new Set(shut.map(({ party }) => party))].map(({ title }) => title)
  const shown = firstShown(chart, shut)
  return chartIssue(context, chart, {
    code: 'RED_LINE_SHUT',
    path: `/pathways/${pathway.id}/events/${first?.events[0]?.id ?? ''}`,
    values: {
      state: listed(states),
      event: first?.events[0]?.title ?? check.event,
      party: listed(parties),
      why: shown?.why ?? notShown(shut),
    },
    example: shown?.example,
  })
}

interface Shown {
  readonly example: IssueExample
  /** What the case is told. */
  readonly why: Text
}

/** How many cases are tried before none is taken to be found. */
const casesShown = 12

/** The first case that comes to one of the places and is kept out there. */
function firstShown(chart: GuardedChart, shut: readonly Shut[]): Shown | undefined {
  let tried = 0
  for (const place of shut)
    for (const given of place.cases) {
      const shown = shownAt(chart, place, given)
      if (shown !== undefined) return shown
      if (++tried >= casesShown) return undefined
    }
  return undefined
}

function shownAt(
  chart: GuardedChart,
  { check, state, party, asOf, events }: Shut,
  given: Facts,
): Shown | undefined {
  const facts = check.given ?? {}
  let why: Text | undefined
  // With what had to be known on the way the event may be open after all.
  const shows = (end: CaseSnapshot) => {
    const results = events.map(({ id }) =>
      step(chart.bundle, end, { type: id, at: end.at, actor: { unit: exampleUnit }, facts }),
    )
    if (results.some((result) => leads(result, state))) return false
    why = whyShut(results[0])
    return true
  }
  const at = exampleAt(chart, state, { asOf, given, shows })
  if (at === undefined || why === undefined) return undefined
  const sent = {
    event: events[0]?.id ?? '',
    party: party.id,
    ...(check.given !== undefined && { facts }),
  }
  return { example: { ...at, steps: [...(at.steps ?? []), sent] }, why }
}

/** How many names are written out. */
const maxNamed = 4

function listed(titles: readonly Text[]): Text {
  const named = titles.slice(0, maxNamed)
  const more = titles.length - named.length
  return {
    zh: named.map(({ zh }) => zh).join('、') + (more > 0 ? `等 ${titles.length} 处` : ''),
    en: named.map(({ en }) => en).join(', ') + (more > 0 ? ` and ${more} more` : ''),
  }
}

/** Why no patient is shown: too many cases, or no way there was found with what has to be so. */
function notShown(shut: readonly Shut[]): Text {
  return shut.every(({ cases }) => cases.length === 0)
    ? { zh: '情形太多，未能查完。', en: 'There are too many cases to look at.' }
    : { zh: '未找到会遇到此情形的患者。', en: 'No patient was found who comes to this.' }
}

/** True when the event was taken and led somewhere. */
function leads(result: StepResult, state: string): boolean {
  return result.taken && statePath(result.snapshot.value) !== state
}

function whyShut(result: StepResult | undefined): Text {
  if (result === undefined || result.taken)
    return { zh: '办理后仍停在原处。', en: 'The case stays where it is.' }
  return result.issue.message
}

/** `alwaysOpen`: tried with nothing known but what the event brings, and with everything that could still shut it. */
export const alwaysOpen: RedLineKind<'alwaysOpen'> = {
  check,
  keeps: (ours, theirs) =>
    ours.event === theirs.event &&
    covers(ours.actors, theirs.actors) &&
    jsonEqual(ours.given ?? {}, theirs.given ?? {}) &&
    opensAsMuch(ours, theirs),
  milder: (line) => [
    ...fewer(line.actors).map((actors) => ({ ...line, actors })),
    ...(line.in === undefined
      ? [{ ...line, except: [...(line.except ?? []), 'review' as const] }]
      : fewer(line.in).map((within) => ({ ...line, in: within }))),
  ],
  describe: ({ event, in: within, except = [], actors, given }, names) => {
    const [what, by] = [roleTitles([event], 'events'), roleTitles(actors, 'parties')]
    const at = within === undefined ? undefined : roleTitles(within, 'states')
    const but = except.length === 0 ? undefined : roleTitles(except, 'states')
    const facts = names.list(
      Object.entries(given ?? {}).map(([fact, value]) =>
        names.condition({ fact, operator: 'equal', value }),
      ),
    )
    const bring =
      facts === ''
        ? { zh: '', en: '' }
        : { zh: `，只需填写：${facts}`, en: `, with no more than: ${facts}` }
    return {
      zh: `${at === undefined ? `在所有未结束的状态${but === undefined ? '' : `（${but.zh}除外）`}` : `在${at.zh}的各个状态`}，${by.zh}都能办理${what.zh}，不需要理由和其他材料${bring.zh}`,
      en: `${at === undefined ? `In every state that is not an end${but === undefined ? '' : ` (but for ${but.en})`}` : `In every state of ${at.en}`}, ${what.en} is open to ${by.en} without a reason or any other document${bring.en}`,
    }
  },
}

function opensAsMuch(ours: AlwaysOpen, theirs: AlwaysOpen): boolean {
  if (theirs.in === undefined)
    return ours.in === undefined && covers(theirs.except ?? [], ours.except ?? [])
  if (ours.in !== undefined) return covers(ours.in, theirs.in)
  return !theirs.in.some((role) => (ours.except ?? []).includes(role))
}
