import type { Issue, IssueValue } from '../../model/issue.ts'
import type { IssueCode } from '../../model/issue-catalogue.ts'
import { stateAt } from '../../model/state-nodes.ts'
import { titleAt } from '../around-state.ts'
import { covers, fewer } from '../covers.ts'
import type { RedLineContext } from '../red-line-context.ts'
import { redLineIssue } from '../red-line-context.ts'
import type { CheckOf, RedLineKind } from '../red-line-kind.ts'
import { roleTitles } from './chart-issue.ts'
import { eachChart } from './each-chart.ts'
import { exampleAt } from './example-to.ts'
import type { GuardedChart } from './guarded-chart.ts'

type WayOut = CheckOf<'wayOut'>

const check: RedLineKind<'wayOut'>['check'] = (context, check) =>
  eachChart(context, check, (chart) => {
    const reaching = statesOnTheWay(chart, check)
    return chart.open.flatMap((state) => [
      ...(reaching.has(state)
        ? []
        : [
            stuck(context, chart, {
              state,
              code: 'RED_LINE_STUCK',
              wanted: roleTitles(check.to, 'states'),
            }),
          ]),
      ...(ownerOf(chart, state) === undefined
        ? [stuck(context, chart, { state, code: 'RED_LINE_OWNER', wanted: '' })]
        : []),
      ...(chart.means(state, check.deadlineIn ?? []) && !hasDeadline(chart, state)
        ? [stuck(context, chart, { state, code: 'RED_LINE_DEADLINE', wanted: '' })]
        : []),
    ])
  })

/** The states from which events and automatic steps that count lead on to where the way goes. */
function statesOnTheWay(chart: GuardedChart, { to, without }: WayOut): ReadonlySet<string> {
  const counts = chart.edges.filter((edge) => {
    const role = chart.roleOf(edge)
    if (edge.cause === 'after' || (role !== undefined && without.includes(role))) return false
    return chart.canOpen(edge.transition.guard)
  })
  const arrives = (leaf: string) => chart.means(leaf, to)
  const found = new Set(
    chart.edges.flatMap(({ to: leaf }) => (leaf !== undefined && arrives(leaf) ? [leaf] : [])),
  )
  for (let grown = true; grown;) {
    grown = false
    for (const { from, to: leaf } of counts)
      if (leaf !== undefined && leaf !== from && found.has(leaf) && !found.has(from)) {
        found.add(from)
        grown = true
      }
  }
  return found
}

function ownerOf({ pathway }: GuardedChart, state: string): string | undefined {
  const keys = state.split('.')
  const owners = keys.map((_, at) => stateAt(pathway, keys.slice(0, at + 1))?.meta.owner)
  return owners.findLast((owner) => pathway.parties.some(({ id }) => id === owner))
}

/** A time limit of which the length is said: a parameter that waits for its value is asked for before publishing. */
function hasDeadline({ pathway, edges }: GuardedChart, state: string): boolean {
  return edges.some(
    ({ from, cause, name }) =>
      from === state && cause === 'after' && pathway.delays.some(({ id }) => id === name),
  )
}

function stuck(
  context: RedLineContext,
  chart: GuardedChart,
  {
    state,
    code,
    wanted,
  }: { readonly state: string; readonly code: IssueCode; readonly wanted: IssueValue },
): Issue {
  const { pathway } = chart
  const inner = state.split('.').join('/states/')
  const issue = redLineIssue(context, code, `/pathways/${pathway.id}/machine/states/${inner}`, {
    state: titleAt(pathway, state),
    wanted,
  })
  const asOf = chart.latestDay(chart.edges)
  const example = exampleAt(chart, state, { asOf, given: {} })
  return example === undefined ? issue : { ...issue, example }
}

/** `wayOut`: from every state a case can rest in, unless it is an end. */
export const wayOut: RedLineKind<'wayOut'> = {
  check,
  keeps: (ours, theirs) =>
    covers(theirs.to, ours.to) &&
    covers(ours.without, theirs.without) &&
    covers(ours.deadlineIn ?? [], theirs.deadlineIn ?? []),
  milder: (line) => [
    ...fewer(line.without).map((without) => ({ ...line, without })),
    { ...line, to: [...line.to, 'cancelled'] },
    ...(line.deadlineIn === undefined ? [] : [{ ...line, deadlineIn: undefined }]),
  ],
  describe: ({ to, without, deadlineIn }) => {
    const [where, ways] = [roleTitles(to, 'states'), roleTitles(without, 'events')]
    const late = deadlineIn === undefined ? undefined : roleTitles(deadlineIn, 'states')
    return {
      zh: `每个未结束的状态都有责任方，并能继续办到${where.zh}（${ways.zh}不算）${late === undefined ? '' : `；${late.zh}须有时限`}`,
      en: `Every state that is not an end has an owner and leads on to ${where.en} (${ways.en} do not count)${late === undefined ? '' : `; ${late.en} has a time limit`}`,
    }
  },
}
