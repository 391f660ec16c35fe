import {
  authoredOutcomes,
  clauseOf,
  type Fact,
  type Issue,
  type TableDecision,
  type TableRow,
  type Text,
} from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { moveDecisionLine } from '../../document/commands/move-decision-line.ts'
import { removeDecisionLine } from '../../document/commands/remove-decision-line.ts'
import { upsertDecisionLine } from '../../document/commands/upsert-decision-line.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import type { Provenance } from '../../document/editing/provenance.ts'
import { ItemTags } from '../../document/editing/provenance-line.tsx'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { useDocument, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { IssueIcon } from '../problems/issue-icon.tsx'
import { CellPopover } from './cell-popover.tsx'
import { copyLine, newRow, withCell, withMembers, withOutput } from './edit-line.ts'
import { EffectsEditor } from './effects-editor.tsx'
import { FeedbackMark } from './feedback-mark.tsx'
import { FindingList } from './finding-list.tsx'
import { InputCell } from './input-cell.tsx'
import { LineDates } from './line-dates.tsx'
import { LineMenu, useLineActions } from './line-menu.tsx'
import { linePath, parentLines } from './line-provenance.ts'
import { OutcomeSelect } from './outcome-select.tsx'
import { ReasonField } from './reason-field.tsx'
import { useReasonNames } from './use-reason-names.ts'

/** One row of a decision table; every cell writes straight into the document. */
export function TableRowView(props: {
  readonly decision: TableDecision
  readonly row: TableRow
  readonly index: number
  readonly facts: ReadonlyMap<string, Fact>
  readonly provenance: Provenance
  readonly selected: boolean
  /** What is wrong with it; `current` while nothing newer waits to be checked. */
  readonly issues: readonly Issue[]
  readonly current: boolean
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const run = useRunCommand()
  const sources = useDocument((state) => state.present.manifest.sources)
  const parent = useDocument((state) => state.parent)
  const lockedBy = useLockedBy()
  const { decision, row, index } = props
  const number = index + 1
  const label = (column: string): string => t('tables.cell', { column, number })
  const save = (next: TableRow, field: string): void =>
    run(upsertDecisionLine(decision.id, next, { field }))
  const names = useReasonNames()
  const reason = names.byTitles(row.then.reason)
  const saveReason = (reason: Text): void =>
    save({ ...row, then: { ...row.then, reason } }, 'reason')
  const path = linePath(decision, row.id)
  const locked = lockedBy(path) !== undefined
  const actions = useLineActions({
    index,
    count: decision.rows.length,
    locked,
    fixed: lockedBy(`/decisions/${decision.id}`) !== undefined,
    insert: (place) => run(upsertDecisionLine(decision.id, newRow(decision), { index: place })),
    duplicate: () =>
      run(upsertDecisionLine(decision.id, copyLine(decision, row), { index: index + 1 })),
    move: (to) => run(moveDecisionLine(decision.id, row.id, to)),
    remove: () => run(removeDecisionLine(decision.id, row.id)),
    backTo:
      props.provenance === 'overrides' ? parentLines(parent, decision.id).get(row.id) : undefined,
    reset: (line) => run(upsertDecisionLine(decision.id, line)),
  })
  const dates = [row.from, row.to].some((date) => date !== undefined)
    ? t('tables.span', { from: row.from ?? '…', to: row.to ?? '…' })
    : ''
  const { issues } = props
  const [worst] = issues
  const findingsId = `findings-${row.id}`
  const columns = decision.inputs.length + (decision.outputs ?? []).length + 4
  return (
    <LockedFields locked={locked}>
      <tr
        data-row={index}
        data-line={row.id}
        className={props.selected ? 'row-selected' : undefined}
        aria-describedby={worst === undefined ? undefined : findingsId}
      >
        <th scope="row" className="row-head">
          {worst !== undefined && (
            <span className={`issue-${worst.severity}`}>
              <IssueIcon severity={worst.severity} />
            </span>
          )}
          <span>{number}</span>
          <LineMenu label={t('tables.rowMenu', { number })} actions={actions} />
        </th>
        {decision.inputs.map((column) => {
          const fact = props.facts.get(column.fact)
          return (
            <td key={column.id} data-column={column.id}>
              <InputCell
                label={label(text(fact?.title, column.fact))}
                fact={fact}
                tests={row.when[column.id]}
                onCommit={(tests) => save(withCell(row, column.id, tests), column.id)}
              />
            </td>
          )
        })}
        <td data-column="-outcome" className="cell-outcome">
          <OutcomeSelect
            label={label(t('tables.outcome'))}
            value={row.then.outcome}
            outcomes={authoredOutcomes}
            subject={decision.subject}
            onCommit={(outcome) =>
              save({ ...row, then: withMembers(row.then, { outcome }) }, 'outcome')
            }
          />
        </td>
        {(decision.outputs ?? []).map((column) => (
          <td key={column.id} data-column={`-output-${column.id}`}>
            <ValueInput
              definition={column}
              label={label(text(column.title))}
              value={row.then.outputs?.[column.id] ?? null}
              onCommit={(value) =>
                save({ ...row, then: withOutput(row.then, column.id, value) }, `out/${column.id}`)
              }
            />
          </td>
        ))}
        <td data-column="-reason" className="cell-reason">
          <CommitInput
            key={language}
            multiline
            label={label(t('tables.reason'))}
            value={reason[language]}
            check={(typed) => (typed.trim() === '' ? t('fields.required') : undefined)}
            onCommit={(typed) => saveReason(names.byIds({ ...reason, [language]: typed }))}
          />
          <FeedbackMark decision={decision.id} line={row.id} />
        </td>
        <td data-column="-cites">
          <CellPopover
            label={label(t('tables.cites'))}
            text={row.cites.map(clauseOf).join(t('tables.comma'))}
            empty={t('tables.noCites')}
          >
            {() => (
              <CitesField
                value={row.cites}
                sources={sources}
                onCommit={(cites) => save({ ...row, cites }, 'cites')}
              />
            )}
          </CellPopover>
        </td>
        <td data-column="-more">
          <CellPopover
            label={label(t('tables.more'))}
            text={more(dates)}
            empty={t('tables.noMore')}
          >
            {() => (
              <>
                <Field title={t('tables.reason')}>
                  <ReasonField value={row.then.reason} onCommit={saveReason} />
                </Field>
                <Field title={t('tables.lineTitle')}>
                  <OptionalTextPair
                    label={t('tables.lineTitle')}
                    value={row.title}
                    onCommit={(title) => save(withMembers(row, { title }), 'title')}
                  />
                </Field>
                <LineDates
                  from={row.from}
                  to={row.to}
                  onCommit={(next) => save(withMembers(row, next), 'dates')}
                />
                <Field title={t('tables.otherEffects')}>
                  <EffectsEditor
                    effects={row.then.effects ?? []}
                    onCommit={(effects) =>
                      save(
                        {
                          ...row,
                          then: withMembers(row.then, {
                            effects: effects.length === 0 ? undefined : effects,
                          }),
                        },
                        'effects',
                      )
                    }
                  />
                </Field>
              </>
            )}
          </CellPopover>
        </td>
        {parent !== undefined && (
          <td className="cell-origin">
            <ItemTags path={path} provenance={props.provenance} />
          </td>
        )}
      </tr>
      {worst !== undefined && (
        <tr className="row-findings">
          <td colSpan={columns + (parent === undefined ? 1 : 2)}>
            <FindingList
              id={findingsId}
              label={t('tables.rowFindings', { number })}
              decision={decision}
              issues={issues}
              current={props.current}
            />
          </td>
        </tr>
      )}
    </LockedFields>
  )

  function more(span: string): string {
    const effects = row.then.effects?.length ?? 0
    return [
      text(row.title),
      span,
      effects === 0 ? '' : t('tables.effectCount', { number: effects }),
    ]
      .filter((part) => part !== '')
      .join(' · ')
  }
}
