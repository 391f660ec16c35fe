import { PlusOutlined } from '@ant-design/icons'
import type { RulesDecision } from '@jieli/engine'
import { Button } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { upsertDecisionLine } from '../../document/commands/upsert-decision-line.ts'
import { leafKinds, leafOf } from '../conditions/leaf-kind.ts'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { newRule } from './edit-line.ts'
import { lineProvenance, parentLines } from './line-provenance.ts'
import { RemovedLines } from './removed-lines.tsx'
import { RuleCard } from './rule-card.tsx'
import type { DecisionIssues } from './use-decision-issues.ts'
import { useOpenItems } from './use-open-items.ts'

/** The rules of a decision, each in a sentence; the one the address points at is open. */
export function RuleList(props: {
  readonly decision: RulesDecision
  readonly selected: string | undefined
  readonly issues: DecisionIssues
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const { decision, selected } = props
  const { key: visit } = useLocation()
  const { isOpen, toggle } = useOpenItems(selected, visit)
  const theirs = useMemo(() => parentLines(parent, decision.id), [parent, decision.id])
  const leaf = leafKinds.map((kind) => leafOf(ruleset, kind, decision.id)).find((found) => found)
  return (
    <>
      <ol className="rule-list">
        {decision.rules.map((rule, index) => (
          <RuleCard
            key={rule.id}
            decision={decision}
            rule={rule}
            index={index}
            provenance={lineProvenance(rule, theirs)}
            selected={rule.id === selected}
            issues={props.issues.ofLine(rule.id)}
            current={props.issues.current}
            open={isOpen(rule.id)}
            onToggle={() => toggle(rule.id)}
          />
        ))}
      </ol>
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={disabled(leaf === undefined)}
        onClick={() => {
          if (leaf === undefined) return
          const rule = newRule(decision, leaf)
          run(upsertDecisionLine(decision.id, rule))
          toggle(rule.id)
        }}
      >
        {t('tables.addRule')}
      </Button>
      <RemovedLines decision={decision} theirs={theirs} />
    </>
  )
}
