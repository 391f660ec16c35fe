import type { Condition } from '../model/condition.ts'
import type { Pathway, StateDefinition, TransitionDefinition } from '../model/pathway.ts'
import type { RedLineCheck } from '../model/red-line.ts'
import type { Ruleset } from '../model/ruleset.ts'
import { stateAt, statesOf, targetPath, transitionsOf } from '../model/state-nodes.ts'
import { openStates } from '../red-lines/open-states.ts'
import { byId, type Proposal } from './mutation.ts'

type CheckOfKind<K extends RedLineCheck['kind']> = Extract<RedLineCheck, { kind: K }>

/** Guards taken off, ways round them, emergency exits walled up, consent written in by the chart itself. Pure. */
export function weakenCharts(ruleset: Ruleset): readonly Proposal[] {
  return ruleset.redLines.flatMap((line) =>
    line.checks.flatMap((check) => {
      if (check.kind !== 'guardedPath' && check.kind !== 'openEvent') return []
      const pathway = ruleset.pathways.find((known) => known.id === check.pathway)
      if (pathway === undefined) return []
      return check.kind === 'guardedPath'
        ? [...unguarded(pathway, check), ...bypasses(pathway, check), ...consentSet(ruleset, check)]
        : closedEvents(pathway, check)
    }),
  )
}

/** Runs over the transitions of a state in a draft. */
function transitionIn(
  draft: Ruleset,
  { pathway, state, id }: { pathway: string; state: readonly string[]; id: string },
): TransitionDefinition {
  const found = transitionsOf(stateIn(draft, pathway, state)).find(
    ({ transition }) => transition.meta.id === id,
  )
  if (found === undefined) throw new TypeError(`There is no transition "${id}".`)
  return found.transition
}

function stateIn(draft: Ruleset, pathway: string, path: readonly string[]): StateDefinition {
  const found = stateAt(byId(draft.pathways, pathway), path)
  if (found === undefined) throw new TypeError(`There is no state "${path.join('.')}".`)
  return found
}

/** Guards on transitions that lead straight from where the red line begins to where it ends. */
function unguarded(pathway: Pathway, check: CheckOfKind<'guardedPath'>): readonly Proposal[] {
  const from = check.from.split('.')
  const state = stateAt(pathway, from)
  if (state === undefined) return []
  return transitionsOf(state).flatMap(({ cause, name, transition }) => {
    const { guard, target } = transition
    if (guard === undefined || target === undefined) return []
    if (!check.decisions.includes(guard.params.decision)) return []
    if (cause === 'event' && check.events.includes(name)) return []
    const to = targetPath(pathway, from, target)?.join('.')
    const crossed = check.to.some((one) => to === one || to?.startsWith(`${one}.`) === true)
    if (!crossed) return []
    const place = { pathway: pathway.id, state: from, id: transition.meta.id }
    const propose = (
      kind: string,
      what: { zh: string; en: string },
      edit: (changed: TransitionDefinition, draft: Ruleset) => void,
    ): Proposal => ({
      kind,
      path: `/pathways/${pathway.id}/transitions/${transition.meta.id}`,
      description: {
        zh: `转移“${transition.meta.id}”${what.zh}`,
        en: `the transition "${transition.meta.id}" ${what.en}`,
      },
      edit: (draft) => {
        edit(transitionIn(draft, place), draft)
      },
    })
    return [
      propose('guardRemoved', { zh: '不再经判定', en: 'loses its guard' }, (changed) => {
        delete changed.guard
      }),
      propose('guardOpened', { zh: '在否决时也放行', en: 'opens on a denial too' }, (changed) => {
        changed.guard?.params.opens.push('denyInstitutionalAction')
      }),
      propose(
        'guardOpened',
        { zh: '在不适用时也放行', en: 'opens where its decision does not apply' },
        (changed) => {
          changed.guard?.params.opens.push('notAssessable')
        },
      ),
      propose(
        'guardSwapped',
        { zh: '改由总是同意的决策判定', en: 'asks a decision that always allows' },
        (changed, draft) => {
          draft.decisions.push({
            kind: 'rules',
            id: 'alwaysYes',
            title: { zh: '一律同意', en: 'always yes' },
            hitPolicy: 'first',
            cites: transition.meta.cites ?? pathway.cites ?? [],
            rules: [],
            otherwise: { outcome: 'allow', reason: { zh: '同意', en: 'yes' } },
          })
          changed.guard = {
            type: 'decision',
            params: { decision: 'alwaysYes', opens: ['allow'] },
          }
        },
      ),
    ]
  })
}

/** New ways from where the red line begins to where it ends, by an event, by itself, or by waiting. */
function bypasses(pathway: Pathway, check: CheckOfKind<'guardedPath'>): readonly Proposal[] {
  const from = check.from.split('.')
  if (stateAt(pathway, from) === undefined) return []
  const free = pathway.events.filter((event) => !check.events.includes(event.id))
  return check.to.flatMap((target): Proposal[] => {
    const way = (id: string): TransitionDefinition => ({
      target: `#${pathway.machine.id}.${target}`,
      meta: { id },
    })
    const propose = (
      what: { zh: string; en: string },
      add: (state: StateDefinition, chart: Pathway) => void,
    ): Proposal => ({
      kind: 'bypassAdded',
      path: `/pathways/${pathway.id}`,
      description: {
        zh: `从“${check.from}”${what.zh}进入“${target}”`,
        en: `"${check.from}" leads to "${target}" ${what.en}`,
      },
      edit: (draft) => {
        add(stateIn(draft, pathway.id, from), byId(draft.pathways, pathway.id))
      },
    })
    const actors = pathway.events[0]?.actors ?? []
    return [
      propose({ zh: '凭新事件', en: 'by a new event' }, (state, chart) => {
        chart.events.push({ id: 'shortCut', title: { zh: '捷径', en: 'short cut' }, actors })
        state.on = { ...state.on, shortCut: [way('short-cut')] }
      }),
      propose({ zh: '自动', en: 'by itself' }, (state) => {
        state.always = [...(state.always ?? []), way('short-cut')]
      }),
      propose({ zh: '经等待', en: 'by waiting' }, (state, chart) => {
        chart.delays.push({
          id: 'shortWait',
          title: { zh: '稍候', en: 'a short wait' },
          after: { duration: 'PT1M' },
        })
        state.after = { ...state.after, shortWait: [way('short-cut')] }
      }),
      ...free.slice(0, 2).map((event) =>
        propose({ zh: `凭“${event.id}”`, en: `by "${event.id}"` }, (state) => {
          state.on = { ...state.on, [event.id]: [way('short-cut')] }
        }),
      ),
      propose({ zh: '绕道新状态', en: 'round by a new state' }, (state, chart) => {
        chart.events.push({ id: 'shortCut', title: { zh: '捷径', en: 'short cut' }, actors })
        chart.machine.states['anteroom'] = {
          on: { shortCut: [way('short-cut-on')] },
          meta: { title: { zh: '前厅', en: 'anteroom' } },
        }
        state.on = {
          ...state.on,
          shortCut: [{ target: `#${pathway.machine.id}.anteroom`, meta: { id: 'short-cut' } }],
        }
      }),
    ]
  })
}

/** What must hold before a referral is written into the case by the chart instead of being asked of the patient. */
function consentSet(ruleset: Ruleset, check: CheckOfKind<'guardedPath'>): readonly Proposal[] {
  const wanted = new Map<string, string | boolean>()
  for (const line of ruleset.redLines)
    for (const other of line.checks)
      if (
        other.kind === 'implication' &&
        other.outcomes.includes('allow') &&
        check.decisions.includes(other.decision)
      )
        for (const [fact, value] of equalities(other.implies)) wanted.set(fact, value)
  const from = check.from.split('.')
  return [...wanted].map(([fact, value]) => ({
    kind: 'factWrittenByChart',
    path: `/pathways/${check.pathway}`,
    description: {
      zh: `进入“${check.from}”时自动把“${fact}”记为 ${JSON.stringify(value)}`,
      en: `entering "${check.from}" writes ${JSON.stringify(value)} into "${fact}"`,
    },
    edit: (draft) => {
      const state = stateIn(draft, check.pathway, from)
      state.entry = [...(state.entry ?? []), { type: 'set', params: { fact, value } }]
    },
  }))
}

/** The equalities a condition hopes for, in parts that are not denied. */
function equalities(condition: Condition): readonly (readonly [string, string | boolean])[] {
  if ('all' in condition) return condition.all.flatMap(equalities)
  if ('any' in condition) return condition.any.flatMap(equalities)
  if (!('fact' in condition) || condition.operator !== 'equal') return []
  const { value } = condition
  return typeof value === 'string' || value === true ? [[condition.fact, value]] : []
}

/** The event is taken from a state and everything around it, barred by another decision, or led nowhere. */
function closedEvents(pathway: Pathway, check: CheckOfKind<'openEvent'>): readonly Proposal[] {
  return openStates(pathway, check).flatMap((name): Proposal[] => {
    const path = name.split('.')
    if (stateAt(pathway, path) === undefined) return []
    const around = statesOf(pathway)
      .map((node) => node.path)
      .filter((node) => node.every((step, at) => step === path[at]))
    const each = (draft: Ruleset, change: (list: TransitionDefinition[]) => void) => {
      for (const node of around) {
        const list = stateIn(draft, pathway.id, node).on?.[check.event]
        if (list !== undefined) change(list)
      }
    }
    const propose = (
      kind: string,
      what: { zh: string; en: string },
      edit: (draft: Ruleset) => void,
    ): Proposal => ({
      kind,
      path: `/pathways/${pathway.id}/events/${check.event}`,
      description: {
        zh: `在“${name}”${what.zh}“${check.event}”`,
        en: `in "${name}", "${check.event}" ${what.en}`,
      },
      edit,
    })
    return [
      propose('eventClosed', { zh: '取消', en: 'is taken away' }, (draft) => {
        for (const node of around) {
          const state = stateIn(draft, pathway.id, node)
          if (state.on !== undefined) delete state.on[check.event]
          if (state.on !== undefined && Object.keys(state.on).length === 0) delete state.on
        }
        const machine = byId(draft.pathways, pathway.id).machine
        if (machine.on !== undefined) delete machine.on[check.event]
      }),
      propose('eventLedNowhere', { zh: '不再转出', en: 'leads nowhere' }, (draft) => {
        each(draft, (list) => {
          for (const transition of list) delete transition.target
        })
      }),
      propose(
        'eventGuarded',
        { zh: '以永不放行的判定挡住', en: 'is barred by a guard' },
        (draft) => {
          draft.decisions.push({
            kind: 'rules',
            id: 'alwaysNo',
            title: { zh: '一律不同意', en: 'always no' },
            hitPolicy: 'first',
            cites: pathway.cites ?? [],
            rules: [],
            otherwise: { outcome: 'requireReview', reason: { zh: '复核', en: 'review' } },
          })
          each(draft, (list) => {
            for (const transition of list)
              transition.guard = {
                type: 'decision',
                params: { decision: 'alwaysNo', opens: ['allow'] },
              }
          })
        },
      ),
      ...(check.decision === undefined
        ? []
        : [
            propose(
              'eventGuarded',
              { zh: '的判定只在不适用时放行', en: 'opens only where its decision does not apply' },
              (draft) => {
                each(draft, (list) => {
                  for (const { guard } of list)
                    if (guard !== undefined) guard.params.opens = ['notAssessable']
                })
              },
            ),
          ]),
    ]
  })
}
