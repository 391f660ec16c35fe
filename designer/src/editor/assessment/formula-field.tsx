import type { ExpectedUnit } from '@jieli/engine'
import { Select } from 'antd'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { checkText } from './check-text.ts'
import { FormulaIssues } from './formula-issues.tsx'
import { type FormulaName, formulaNamesOf } from './formula-names.ts'
import { FormulaPreview } from './formula-preview.tsx'

const readings = ['value', 'previous', 'baseline'] as const
type Reading = (typeof readings)[number]
const sources = ['facts', 'assessment', 'parameters'] as const

/** A formula: checked by the engine as it is typed, names put in from a list, worked out on sample figures. */
export function FormulaField(props: {
  readonly label: string
  readonly value: string
  readonly expected: ExpectedUnit
  readonly onCommit: (formula: string) => void
  /** The indicator itself: it may not read itself. */
  readonly within?: string
}) {
  const { t } = useTranslation()
  const id = useId()
  const ruleset = useRuleset()
  const [typed, setTyped] = useState<string>()
  const names = useMemo(() => {
    const all = new Map(formulaNamesOf(ruleset))
    if (props.within !== undefined) all.delete(props.within)
    return all
  }, [ruleset, props.within])
  const text = typed ?? props.value
  const checked = useMemo(
    () => checkText(text, names, props.expected),
    [text, names, props.expected],
  )
  const insert = (part: string): void => {
    const area = document.getElementById(id)
    const at = area instanceof HTMLTextAreaElement ? area : undefined
    const from = at?.selectionStart ?? props.value.length
    const to = at?.selectionEnd ?? from
    const before = props.value.slice(0, from)
    const gap = before === '' || /[\s(]$/.test(before) ? '' : ' '
    props.onCommit(`${before}${gap}${part}${props.value.slice(to)}`)
    at?.focus()
  }
  const wrong = checked.issues.some(({ severity }) => severity === 'error')
  return (
    <div className="formula-field">
      <CommitInput
        id={id}
        className="code"
        multiline
        label={props.label}
        value={props.value}
        placeholder="(ledger.income - ledger.cost) / ledger.cost"
        check={(next) => (next.length > 2000 ? t('assessmentEditor.formulaLong') : undefined)}
        onType={setTyped}
        onCommit={props.onCommit}
      />
      <NameInserter names={names} onInsert={insert} />
      <div role="status" aria-live="polite">
        <FormulaIssues text={text} issues={checked.issues} />
        {!wrong && checked.issues.length === 0 && (
          <Tag tone="green">{t('assessmentEditor.formulaFits')}</Tag>
        )}
      </div>
      {checked.formula !== undefined && !wrong && (
        // Figures may be tried on a formula that is locked, too.
        <LockedFields locked={false}>
          <FormulaPreview formula={checked.formula} names={names} />
        </LockedFields>
      )}
    </div>
  )
}

/** Puts a name into the formula, as it is now, was in the period before, or at the start. */
function NameInserter(props: {
  readonly names: ReadonlyMap<string, FormulaName>
  readonly onInsert: (part: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const [reading, setReading] = useState<Reading>('value')
  const options = useMemo(
    () =>
      sources.map((source) => ({
        label: t(`assessmentEditor.sources.${source}`),
        options: [...props.names.values()]
          .filter((name) => name.source === source)
          .map(({ id, title }) => ({
            value: id,
            label: `${text(title)} · ${id}`,
          })),
      })),
    [props.names, t, text],
  )
  return (
    <div className="name-inserter">
      <Select<Reading>
        aria-label={t('assessmentEditor.reading')}
        disabled={disabled()}
        value={reading}
        options={readings.map((value) => ({
          value,
          label: t(`assessmentEditor.readings.${value}`),
        }))}
        onChange={setReading}
      />
      <Select<string | null>
        className="value-input"
        aria-label={t('assessmentEditor.insertName')}
        placeholder={t('assessmentEditor.insertName')}
        disabled={disabled()}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={null}
        options={options}
        onChange={(name) => {
          if (name !== null) props.onInsert(reading === 'value' ? name : `${reading}(${name})`)
        }}
      />
    </div>
  )
}
