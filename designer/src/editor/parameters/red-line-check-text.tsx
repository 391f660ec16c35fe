import {
  describeCondition,
  formatParameter,
  outcomeNames,
  type RedLineCheck,
  type Ruleset,
  stateAt,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'

/** What a red line checks, in a sentence. */
export function RedLineCheckText(props: { readonly check: RedLineCheck }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const ruleset = useRuleset()
  const { check } = props
  const key = `parameters.checks.${check.kind}`
  const list = (words: readonly string[]): string => words.join(t('tables.comma'))
  const title = (of: TitledList, id: string): string =>
    text((ruleset[of] as Titled[]).find((item) => item.id === id)?.title, id)
  const titles = (of: TitledList, ids: readonly string[]): string =>
    list(ids.map((id) => title(of, id)))
  const states = (pathway: string, paths: readonly string[]): string => {
    const found = ruleset.pathways.find(({ id }) => id === pathway)
    return list(
      paths.map((path) => text(found && stateAt(found, path.split('.'))?.meta.title, path)),
    )
  }
  const events = (pathway: string, ids: readonly string[]): string => {
    const known = ruleset.pathways.find(({ id }) => id === pathway)?.events
    return list(ids.map((id) => text(known?.find((event) => event.id === id)?.title, id)))
  }
  switch (check.kind) {
    case 'floor':
    case 'ceiling': {
      const parameter = ruleset.parameters.find(({ id }) => id === check.parameter)
      const bound =
        parameter === undefined
          ? JSON.stringify(check.bound)
          : formatParameter(parameter, check.bound, language)
      return t(key, { title: title('parameters', check.parameter), bound })
    }
    case 'requiredRules': {
      const decision = ruleset.decisions.find(({ id }) => id === check.decision)
      const lines = decision?.kind === 'table' ? decision.rows : (decision?.rules ?? [])
      return t(key, {
        decision: title('decisions', check.decision),
        rules: list(check.rules.map((id) => text(lines.find((line) => line.id === id)?.title, id))),
      })
    }
    case 'implication':
      return t(key, {
        decision: title('decisions', check.decision),
        outcomes: list(check.outcomes.map((outcome) => text(outcomeNames[outcome]))),
        condition: describeCondition(ruleset, check.implies, language),
      })
    case 'guardedPath':
      return t(key, {
        from: states(check.pathway, [check.from]),
        to: states(check.pathway, check.to),
        by: [titles('decisions', check.decisions), events(check.pathway, check.events)]
          .filter((part) => part !== '')
          .join(t('tables.comma')),
      })
    case 'openEvent': {
      const event = events(check.pathway, [check.event])
      if (check.states !== undefined)
        return t(key, { states: states(check.pathway, check.states), event })
      const except = states(check.pathway, check.except ?? [])
      return except === ''
        ? t('parameters.checks.openEverywhere', { event })
        : t('parameters.checks.openEverywhereBut', { event, except })
    }
    case 'appliesOnlyWhere':
      return t(key, {
        effects: list(check.effects.map((effect) => t(`parameters.effects.${effect}`))),
        condition: describeCondition(ruleset, check.implies, language),
      })
    case 'allowedFacts':
      return t(key, {
        lists: list(check.lists.map((name) => t(`parameters.lists.${name}`))),
        facts: list(
          check.facts.map((id) => text(ruleset.facts.find((fact) => fact.id === id)?.title, id)),
        ),
      })
    case 'barredFacts':
      return t(key, {
        lists: list(check.lists.map((name) => t(`parameters.lists.${name}`))),
        facts: list(check.facts),
      })
    case 'requiredApprovals':
      return t(key, {
        procedure: title('procedures', check.procedure),
        parts: list([...check.stages, ...check.approvals]),
      })
    case 'fundRequires':
      return t(key, {
        fund: title('funds', check.fund),
        decisions: titles('decisions', check.decisions),
      })
    case 'groupExcludes':
      return t(key, {
        group: t(`parameters.indicatorGroups.${check.group}`),
        tag: check.tag,
      })
    case 'paired':
      return t(key, { tag: check.tag, with: list(check.with) })
    case 'descending':
      return check.step === undefined
        ? t(key, { parameters: titles('parameters', check.parameters) })
        : t('parameters.checks.descendingByStep', {
            parameters: titles('parameters', check.parameters),
            step: title('parameters', check.step.parameter),
          })
    case 'monotone':
      return t(key, {
        items: list([
          ...check.items.map((path) => itemTitle(ruleset, path, text)),
          ...check.parameters.map((id) => title('parameters', id)),
        ]),
      })
    case 'wholeSplit':
    case 'requiredItems':
      return t(key, { items: list(check.items.map((path) => itemTitle(ruleset, path, text))) })
  }
}

type TitledList = 'parameters' | 'decisions' | 'funds' | 'procedures'
interface Titled {
  readonly id: string
  readonly title: { readonly zh: string; readonly en: string }
}

/** The title of what a path such as `/funds/residentFund` points at; the path itself when it has none. */
function itemTitle(ruleset: Ruleset, path: string, text: ReturnType<typeof useText>): string {
  const [, name = '', id = ''] = path.split('/')
  const list: unknown = Object.hasOwn(ruleset, name) ? ruleset[name as keyof Ruleset] : undefined
  if (!Array.isArray(list)) return path
  const item = (list as Partial<Titled>[]).find((known) => known.id === id)
  return text(item?.title, path)
}
