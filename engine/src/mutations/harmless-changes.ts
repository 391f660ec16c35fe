import { compareValues } from '../decisions/compare-values.ts'
import { subjectOf } from '../model/pathway.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { rulesetLists } from '../model/ruleset-lists.ts'
import { frozenPaths } from './frozen-paths.ts'
import { harmlessCharts } from './charts/harmless-charts.ts'
import { harmlessDates } from './harmless-dates.ts'
import { harmlessRules } from './harmless-rules.ts'
import { newYearAfter } from './day-of-trial.ts'
import { byId, type Proposal } from './mutation.ts'
import { fitsParameter, shiftedValue } from './shifted-value.ts'

/** Changes no guard may refuse: stricter values, new words, more approvals, more checks, additions. Pure. */
export function harmlessChanges(ruleset: Ruleset): readonly Proposal[] {
  return [
    ...stricterValues(ruleset),
    ...newWords(ruleset),
    ...harmlessRules(ruleset),
    ...harmlessCharts(ruleset),
    ...harmlessDates(ruleset),
    ...grownProcedures(ruleset),
    ...grownRedLines(ruleset),
    ...additions(ruleset),
    ...layouts(ruleset),
    ...milderPenalties(ruleset),
    ...moreForBetter(ruleset),
  ]
}

function stricterValues(ruleset: Ruleset): readonly Proposal[] {
  const bounds = new Map<string, 'up' | 'down' | 'none'>()
  for (const line of ruleset.redLines)
    for (const check of line.checks) {
      if (check.kind === 'floor') bounds.set(check.parameter, 'up')
      if (check.kind === 'ceiling') bounds.set(check.parameter, 'down')
      // Values that stand in an order with others are left alone.
      if (check.kind === 'descending') for (const id of check.parameters) bounds.set(id, 'none')
    }
  const later = newYearAfter(ruleset, 2)
  return ruleset.parameters.flatMap((parameter) => {
    const { id, title, contract } = parameter
    const newest = parameter.values.at(-1)
    if (newest === undefined) return []
    const direction =
      contract?.mode === 'tightenOnly'
        ? contract.direction
        : contract?.mode === 'free'
          ? (bounds.get(id) ?? 'up')
          : undefined
    if (direction === undefined || direction === 'none') return []
    const kind = contract?.mode === 'free' ? 'freeValue' : 'stricterValue'
    return [1, 2, 5, 10, 30].flatMap((by): Proposal[] => {
      const value = shiftedValue(parameter, newest.value, direction === 'up' ? by : -by)
      if (value === undefined || !fitsParameter(parameter, value)) return []
      // A figure many times as large deserves a second look.
      if (typeof value === 'number' && value > 3 * Number(newest.value)) return []
      const shown = JSON.stringify(value)
      const set = (edit: Proposal['edit'], zh: string, en: string): Proposal => ({
        kind,
        path: `/parameters/${id}`,
        description: { zh: `“${title.zh}”${zh}`, en: `"${title.en}" ${en}` },
        edit,
      })
      return [
        set(
          (draft) => {
            const dated = byId(draft.parameters, id).values.at(-1)
            if (dated !== undefined) dated.value = value
          },
          `改为 ${shown}`,
          `becomes ${shown}`,
        ),
        set(
          (draft) => {
            byId(draft.parameters, id).values.push({ from: later, value })
          },
          `自 ${later} 起改为 ${shown}`,
          `becomes ${shown} from ${later}`,
        ),
      ]
    })
  })
}

function newWords(ruleset: Ruleset): readonly Proposal[] {
  const frozen = frozenPaths(ruleset)
  return rulesetLists.flatMap((list) =>
    list === 'scenarios' || list === 'redLines'
      ? []
      : ruleset[list].flatMap((item): Proposal[] => {
          const path = `/${list}/${item.id}`
          if (frozen.some((other) => other === path || other.startsWith(`${path}/`))) return []
          return [
            {
              kind: 'newTitle',
              path,
              description: { zh: `${path} 换个名称`, en: `${path} gets another title` },
              edit: (draft) => {
                const own = (draft[list] as unknown as { id: string; title: unknown }[]).find(
                  ({ id }) => id === item.id,
                )
                if (own !== undefined)
                  own.title = { zh: `${item.title.zh}（本县）`, en: `${item.title.en} (county)` }
              },
            },
          ]
        }),
  )
}

/** A procedure in which one more office may be heard: nothing is taken away by it. */
function grownProcedures(ruleset: Ruleset): readonly Proposal[] {
  const frozen = new Set(frozenPaths(ruleset))
  return ruleset.pathways
    .filter(
      (pathway) => subjectOf(pathway) === 'community' && !frozen.has(`/pathways/${pathway.id}`),
    )
    .flatMap(({ id, title, parties: [party] }) =>
      party === undefined
        ? []
        : [
            {
              kind: 'opinionAdded',
              path: `/pathways/${id}`,
              description: {
                zh: `“${title.zh}”多听一项意见`,
                en: `"${title.en}" hears one opinion more`,
              },
              edit: (draft: Ruleset) => {
                const pathway = byId(draft.pathways, id)
                const words = { zh: '县级意见', en: "the county's word" }
                pathway.events.push({ id: 'countyWord', title: words, actors: [party.id] })
                const [state] = Object.values(pathway.machine.states)
                if (state !== undefined)
                  state.on = { ...state.on, countyWord: [{ meta: { id: 'county-word' } }] }
              },
            },
          ],
    )
}

function grownRedLines(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) => {
    const path = `/redLines/${line.id}`
    const kept = ruleset.decisions[0] ?? ruleset.facts[0]
    if (kept === undefined) return []
    const item = ruleset.decisions[0] === undefined ? `/facts/${kept.id}` : `/decisions/${kept.id}`
    const proposals: Proposal[] = [
      {
        kind: 'checkAdded',
        path,
        description: { zh: `红线 ${line.id} 多一项检查`, en: `red line ${line.id} gains a check` },
        edit: (draft) => {
          byId(draft.redLines, line.id).checks.push({ kind: 'requiredItems', items: [item] })
        },
      },
      {
        kind: 'redLineAdded',
        path,
        description: { zh: '新增一条红线', en: 'a red line is added' },
        edit: (draft) => {
          draft.redLines.push({
            ...line,
            id: `county-${line.id}`,
            checks: [{ kind: 'requiredItems', items: [item] }],
          })
        },
      },
    ]
    for (const [at, check] of line.checks.entries()) {
      if (check.kind !== 'floor' && check.kind !== 'ceiling') continue
      const parameter = ruleset.parameters.find((known) => known.id === check.parameter)
      const by = check.kind === 'floor' ? 1 : -1
      const bound = parameter === undefined ? undefined : shiftedValue(parameter, check.bound, by)
      if (parameter === undefined || bound === undefined) continue
      proposals.push({
        kind: 'boundTightened',
        path,
        description: {
          zh: `红线 ${line.id} 的界限从严`,
          en: `the bound of red line ${line.id} is made stricter`,
        },
        edit: (draft) => {
          byId(draft.redLines, line.id).checks[at] = { ...check, bound }
          const milder = check.kind === 'floor' ? 'lessThan' : 'greaterThan'
          for (const dated of byId(draft.parameters, parameter.id).values)
            if (compareValues({ type: parameter.type }, milder, dated.value, bound))
              dated.value = bound
        },
      })
    }
    return proposals
  })
}

function additions(ruleset: Ruleset): readonly Proposal[] {
  const cites = ruleset.redLines[0]?.cites ?? ruleset.parameters.find((one) => one.cites)?.cites
  const title = { zh: '本县自设', en: 'made by the county' }
  const add = (kind: string, zh: string, en: string, edit: Proposal['edit']): Proposal => ({
    kind,
    path: '',
    description: { zh, en },
    edit,
  })
  return [1, 2, 3, 4].flatMap((at): Proposal[] => {
    const id = `county.added${at}`
    return [
      add('factAdded', `新增事实 ${at}`, `a fact is added (${at})`, (draft) => {
        draft.facts.push({ id, type: 'boolean', title })
      }),
      add('noteAdded', `新增说明 ${at}`, `a note is added (${at})`, (draft) => {
        draft.manifest.notes = [...(draft.manifest.notes ?? []), title]
      }),
      add('sourceAdded', `新增来源 ${at}`, `a source is added (${at})`, (draft) => {
        draft.manifest.sources.push({ id: `county-paper-${at}`, title })
      }),
      ...(cites === undefined
        ? []
        : [
            add('parameterAdded', `新增参数 ${at}`, `a parameter is added (${at})`, (draft) => {
              draft.parameters.push({
                id,
                type: 'integer',
                title,
                required: false,
                cites,
                values: [{ from: '2025-01-01', value: at }],
              })
            }),
            add('indicatorAdded', `新增指标 ${at}`, `an indicator is added (${at})`, (draft) => {
              draft.indicators.push({
                id,
                title,
                definition: title,
                direction: 'higherIsBetter',
                unit: 'count',
                cites,
              })
            }),
          ]),
    ]
  })
}

function layouts(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.pathways.map(({ id }) => ({
    kind: 'layoutMoved',
    path: `/layout/${id}`,
    description: { zh: `“${id}”的图重新摆放`, en: `the chart "${id}" is laid out anew` },
    edit: (draft) => {
      draft.layout[id] = Object.fromEntries(
        Object.entries(draft.layout[id] ?? {}).map(([key, { x, y }]) => [
          key,
          { x: x + 40, y: y + 20 },
        ]),
      )
    },
  }))
}

/** A reduction that applies in fewer cases than before. */
function milderPenalties(ruleset: Ruleset): readonly Proposal[] {
  const frozen = frozenPaths(ruleset)
  const fact = ruleset.facts.find(({ type }) => type === 'boolean')
  if (fact === undefined) return []
  return ruleset.reimbursement.flatMap(({ id, title, effect, appliesWhen }): Proposal[] => {
    const path = `/reimbursement/${id}`
    if (effect !== 'lower' || appliesWhen === undefined || frozen.includes(path)) return []
    return [
      {
        kind: 'penaltyNarrowed',
        path,
        description: {
          zh: `“${title.zh}”适用的情形更少`,
          en: `"${title.en}" applies to fewer cases`,
        },
        edit: (draft) => {
          byId(draft.reimbursement, id).appliesWhen = {
            all: [appliesWhen, { fact: fact.id, operator: 'equal', value: true }],
          }
        },
      },
    ]
  })
}

/** An amount for good work that a county sets above zero. */
function moreForBetter(ruleset: Ruleset): readonly Proposal[] {
  const items = ruleset.redLines.flatMap((line) =>
    line.checks.flatMap((check) => (check.kind === 'monotone' ? check.items : [])),
  )
  const named = ruleset.incentives
    .filter(({ id }) => items.includes(`/incentives/${id}`))
    .flatMap(({ parameters }) => parameters)
  return ruleset.parameters
    .filter(({ id, type, values, contract }) => {
      const free = contract === undefined || contract.mode === 'free'
      return named.includes(id) && type === 'money' && values.length === 0 && free
    })
    .map(({ id, title }) => ({
      kind: 'rateSupplied',
      path: `/parameters/${id}`,
      description: { zh: `“${title.zh}”定为十元`, en: `"${title.en}" is set to ten yuan` },
      edit: (draft: Ruleset) => {
        byId(draft.parameters, id).values = [{ from: '2026-01-01', value: 1000 }]
      },
    }))
}
