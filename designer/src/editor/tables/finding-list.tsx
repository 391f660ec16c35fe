import type { Decision, DecisionEdit, Issue } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { mendDecision } from '../../document/commands/mend-decision.ts'
import { useDocument, useRunCommand } from '../../document/editing/use-document.ts'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { ExampleButton } from '../problems/example-button.tsx'
import { IssueIcon } from '../problems/issue-icon.tsx'
import { linePath } from './line-provenance.ts'

/** Issues where they arise: what each says, what mends it, and the patient who shows it. */
export function FindingList(props: {
  readonly id?: string
  readonly label: string
  readonly decision: Decision
  readonly issues: readonly Issue[]
  readonly current: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useDocument((state) => state.present.manifest.id)
  const disabled = useDisabled()
  const lockedBy = useLockedBy()
  const { decision } = props
  const isLocked = (edit: DecisionEdit): boolean => {
    const line = lineOf(edit)
    return line !== undefined && lockedBy(linePath(decision, line)) !== undefined
  }
  return (
    <ul id={props.id} className="findings" aria-label={props.label}>
      {props.issues.map((issue) => (
        <li
          key={`${issue.code} ${issue.path} ${text(issue.message)}`}
          className={`issue-${issue.severity}`}
        >
          <p>
            <IssueIcon severity={issue.severity} /> {text(issue.message)}
          </p>
          <div className="finding-ways">
            {(issue.fixes ?? []).map(({ title, edit }) => (
              <Button
                key={text(title)}
                size="small"
                type="primary"
                ghost
                disabled={disabled(!props.current || isLocked(edit))}
                onClick={({ currentTarget }) => {
                  // The button goes with its finding: whoever came by keyboard goes on from the decision.
                  currentTarget.closest('article')?.querySelector('h2')?.focus()
                  run(mendDecision(decision.id, edit))
                }}
              >
                {text(title)}
              </Button>
            ))}
            <ExampleButton ruleset={ruleset} issue={issue} />
          </div>
        </li>
      ))}
      {!props.current && <li className="quiet">{t('problems.checking')}</li>}
    </ul>
  )
}

/** The line an edit changes, where it changes one that is there. */
function lineOf(edit: DecisionEdit): string | undefined {
  if (edit.kind === 'narrowLine') return edit.line.id
  return edit.kind === 'moveLine' || edit.kind === 'removeLine' ? edit.line : undefined
}
