import type { Condition } from '../../model/condition.ts'
import { createIssue, type Issue } from '../../model/issue.ts'
import type { Parameter } from '../../model/parameter.ts'
import { quotedTitles } from '../../model/quoted-titles.ts'
import { conditionReferences } from '../../model/references/condition-references.ts'
import { reachReferences } from '../../model/references/reach-references.ts'
import { indexRuleset } from '../../model/ruleset-index.ts'
import { directoryFactIds } from '../../model/org-unit.ts'
import type { Ruleset } from '../../model/ruleset.ts'
import type { ScheduledDuty } from '../../model/scheduled-duty.ts'
import { suggest } from '../../model/suggest.ts'
import type { Text } from '../../model/text.ts'
import { periodMonths } from '../../model/period-months.ts'
import { checkDelayLength } from '../check-delay-length.ts'
import { delayPlaces } from '../unusual/delay-places.ts'
import { neverSet } from '../never-set.ts'

/** Whether scheduled duties can be known to be owed, come due, can be kept and are counted by their facts. Pure. */
export function checkScheduledDuties(ruleset: Ruleset): readonly Issue[] {
  return [
    ...delayPlaces(ruleset)
      .filter(({ path }) => path.startsWith('/scheduledDuties/'))
      .flatMap(({ path, delay }) => checkDelayLength(ruleset, delay, path)),
    ...ruleset.scheduledDuties.flatMap((duty) => checkDuty(ruleset, duty)),
    ...checkFigures(ruleset),
  ]
}

function checkDuty(ruleset: Ruleset, duty: ScheduledDuty): readonly Issue[] {
  const { title, owedBy, schedule, keptBy } = duty
  const path = `/scheduledDuties/${duty.id}`
  const issues: Issue[] = []
  const unknowable = (condition: Condition | undefined, known: readonly string[]) =>
    factsOf(ruleset, condition).filter((id) => !known.includes(id))

  const which = owedBy.of === 'units' ? unknowable(owedBy.where, directoryFactIds) : []
  if (which.length > 0)
    issues.push(
      createIssue('DEBTOR_UNKNOWABLE', `${path}/owedBy/where`, {
        duty: title,
        facts: titlesOf(ruleset, which),
      }),
    )
  const missing = unknowable(keptBy.where, keptBy.asks ?? [])
  if (missing.length > 0)
    issues.push(
      createIssue('RECORD_NOT_ASKED', `${path}/keptBy/where`, {
        duty: title,
        facts: titlesOf(ruleset, missing),
      }),
    )
  for (const { title: parameter } of emptyParameters(ruleset, duty))
    issues.push(createIssue('DUTY_NEVER_DUE', path, { duty: title, parameter }))
  if (schedule.every !== 'once' && schedule.due !== undefined && 'day' in schedule.due) {
    const { month = 1 } = schedule.due
    const months = periodMonths[schedule.every]
    if (month > months)
      issues.push(
        createIssue('DUE_MONTH_OUTSIDE', `${path}/schedule`, { duty: title, month, months }),
      )
  }
  return issues
}

/** Parameters that a scheduled duty names, that have no value and need not have one. */
function emptyParameters(ruleset: Ruleset, duty: ScheduledDuty): readonly Parameter[] {
  const { schedule, keptBy } = duty
  const times = typeof keptBy.times === 'object' ? [keptBy.times] : []
  const by = schedule.every === 'once' && 'parameter' in schedule.by ? [schedule.by] : []
  const due = schedule.every === 'once' ? undefined : schedule.due
  const day = due !== undefined && 'day' in due && typeof due.day === 'object' ? [due.day] : []
  const within = due !== undefined && 'within' in due ? [due.within] : []
  return [...times, ...by, ...day, ...within].flatMap((named) => neverSet(ruleset, named) ?? [])
}

/** Facts that count a scheduled duty which is not there. */
function checkFigures(ruleset: Ruleset): readonly Issue[] {
  const ids = ruleset.scheduledDuties.map(({ id }) => id)
  return ruleset.facts.flatMap(({ id, title }) => {
    const duty = /^duty\.(.+)\.(?:due|onTime)$/.exec(id)?.[1]
    if (duty === undefined || ids.includes(duty)) return []
    const suggestion = suggest(duty, ids)
    return [createIssue('DUTY_FIGURE_UNKNOWN', `/facts/${id}`, { fact: title, duty, suggestion })]
  })
}

function factsOf(ruleset: Ruleset, condition: Condition | undefined): readonly string[] {
  const named = reachReferences(ruleset, conditionReferences(condition, ''), ['conditions'])
  return [...new Set(named.flatMap(({ list, id }) => (list === 'facts' ? [id] : [])))]
}

function titlesOf(ruleset: Ruleset, ids: readonly string[]): Text {
  const { facts } = indexRuleset(ruleset)
  return quotedTitles(ids.map((id) => facts.get(id)?.title ?? { zh: id, en: id }))
}
