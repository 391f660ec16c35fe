import type { Facts } from '../../decisions/facts.ts'
import type { Issue } from '../../model/issue.ts'
import { jsonEqual } from '../../model/json.ts'
import type { EventDefinition, Party } from '../../model/pathway.ts'
import { statePath } from '../../model/state-nodes.ts'
import type { StepResult } from '../../pathways/step-result.ts'
import { exploreFacts } from '../../proof/explore-facts.ts'
import { sendEvent } from '../../proof/statechart/send-event.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import type { RedLineContext } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { chartIssue, missingRole, roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import { exampleAt } from './example-to.ts'
import { exampleUnit, type GuardedChart } from './guarded-chart.ts'

type AlwaysOpen = CheckOf<'alwaysOpen'>

const check: RedLineKind<'alwaysOpen'>['check'] = (context, check) =>
  eachChart(context, (chart) => {
    const events = chart.eventsOf(check.event)
    if (events.length === 0)
      return [missingRole(context, chart, roleTitles([check.event], 'events'))]
    return check.actors.flatMap((role) => {
      const parties = chart.partiesOf(role)
      return parties.length === 0
        ? [missingRole(context, chart, roleTitles([role], 'parties'))]
        : parties.flatMap((party) =>
            statesOf(chart, check).flatMap((state) =>
              checkState(context, chart, { check, state, party, events }),
            ),
          )
    })
  })

/** The states at rest a check speaks of. */
function statesOf(chart: GuardedChart, { in: within, except = [] }: AlwaysOpen): readonly string[] {
  return chart.open.filter((state) => {
    const roles = chart.rolesOf(state)
    return within === undefined
      ? !except.some((role) => roles.has(role))
      : within.some((role) => roles.has(role))
  })
}

interface Place {
  readonly check: AlwaysOpen
  readonly state: string
  readonly party: Party
  readonly events: readonly EventDefinition[]
}

/** The first day and case, if there is one, in which no event of the meaning is taken. */
function checkState(
  context: RedLineContext,
  chart: GuardedChart,
  { check, state, party, events }: Place,
): readonly Issue[] {
  const { pathway, bundle, edges } = chart
  const named = events.map(({ id }) => id)
  const here = edges.filter(({ from, name }) => from === state && named.includes(name))
  const actor = { unit: exampleUnit }
  for (const asOf of chart.daysOf(here)) {
    const send = (facts: Facts) => {
      const results = named.map((type) => ({
        type,
        result: sendEvent(
          bundle,
          pathway,
          { state, facts, asOf },
          { type, actor, facts: check.given ?? {} },
        ),
      }))
      return { results, decisions: results.flatMap(({ result }) => result.decisions) }
    }
    let shut:
      | { readonly facts: Facts; readonly event: string; readonly why: Issue['message'] }
      | undefined
    const known: Facts = { [party.unitFact]: exampleUnit }
    const finished = exploreFacts(bundle, known, send, (facts, { results }) => {
      if (results.some(({ result }) => leads(result, state))) return false
      const [first] = results
      shut = { facts, event: first?.type ?? '', why: whyShut(first?.result) }
      return true
    })
    if (shut === undefined && finished) continue
    const at = shut === undefined ? undefined : exampleAt(chart, state, { asOf, given: shut.facts })
    const example = at && {
      ...at,
      steps: [
        ...(at.steps ?? []),
        { event: shut?.event ?? '', ...(check.given !== undefined && { facts: check.given }) },
      ],
    }
    return [
      chartIssue(context, chart, {
        code: 'RED_LINE_SHUT',
        path: `/pathways/${pathway.id}/events/${named[0] ?? ''}`,
        values: {
          state: titleAt(pathway, state),
          event: events[0]?.title ?? check.event,
          party: party.title,
          why: shut?.why ?? {
            zh: '情形太多，未能查完。',
            en: 'There are too many cases to look at.',
          },
        },
        example,
      }),
    ]
  }
  return []
}

/** True when the event was taken and led somewhere. */
function leads(result: StepResult, state: string): boolean {
  return result.taken && statePath(result.snapshot.value) !== state
}

function whyShut(result: StepResult | undefined): Issue['message'] {
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
