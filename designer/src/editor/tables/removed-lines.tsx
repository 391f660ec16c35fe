import { type Decision, reasonAsOf } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { type DecisionLine, linesOf } from '../../document/commands/decision-lines.ts'
import { upsertDecisionLine } from '../../document/commands/upsert-decision-line.ts'
import { today } from '../../document/editing/today.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { OutcomeLabel } from '../../kit/fields/outcome-label.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { placeOfRemoved, removedFrom } from './removed-items.ts'

/** The parent's rows or rules that were removed here, each restored with a click. */
export function RemovedLines(props: {
  readonly decision: Decision
  readonly theirs: ReadonlyMap<string, DecisionLine>
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const { decision, theirs } = props
  const here = linesOf(decision)
  const removed = removedFrom(here, theirs)
  if (removed.length === 0) return null
  return (
    <section className="removed-lines">
      <h3>{t('tables.removedLines')}</h3>
      <ul>
        {removed.map((line) => (
          <li key={line.id}>
            {line.then.outcome !== undefined && (
              <OutcomeLabel outcome={line.then.outcome} subject={decision.subject} />
            )}
            <span>{text(line.title, text(reasonAsOf(ruleset, line.then.reason, today())))}</span>
            <Button
              size="small"
              disabled={false}
              aria-label={t('tables.restoreNamed', { title: text(line.title, line.id) })}
              onClick={() =>
                run(
                  upsertDecisionLine(decision.id, line, {
                    index: placeOfRemoved(here, theirs, line.id),
                  }),
                )
              }
            >
              {t('tables.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
