import type { Measure } from '@jieli/engine'
import { Select } from 'antd'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ConditionBuilder } from '../conditions/condition-builder.tsx'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { ChoiceField, ItemsField } from './choice-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { useSaveItem } from './use-save-item.ts'

type Way = 'count' | 'sum' | 'distinct'

/** How a figure is counted from the cases: which count, for which unit, in which period. */
export function MeasureForm(props: { readonly measure: Measure; readonly onRemoved: () => void }) {
  const { t } = useTranslation()
  const text = useText()
  const disabled = useDisabled()
  const ruleset = useRuleset()
  const { measure } = props
  const { save } = useSaveItem('measures', measure)
  const { facts } = ruleset
  const names = useMemo(
    () => facts.filter(({ type }) => type === 'code' || type === 'text'),
    [facts],
  )
  const amounts = useMemo(
    () => facts.filter(({ type }) => type === 'integer' || type === 'money'),
    [facts],
  )
  const dates = useMemo(() => facts.filter(({ type }) => type === 'date'), [facts])
  const way: Way =
    measure.sum === undefined ? (measure.distinct === undefined ? 'count' : 'distinct') : 'sum'
  const choose = (next: Way): void =>
    save(
      {
        sum: next === 'sum' ? amounts[0]?.id : undefined,
        distinct: next === 'distinct' ? names[0]?.id : undefined,
      },
      'way',
    )
  return (
    <ItemFrame list="measures" item={measure} onRemoved={props.onRemoved}>
      <Field title={t('tables.title')}>
        <TextPair
          label={t('tables.title')}
          value={measure.title}
          onCommit={(title) => save({ title }, 'title')}
        />
      </Field>
      <div className="assessment-columns">
        <Field title={t('assessmentEditor.of')}>
          <Select<string>
            className="value-input"
            aria-label={t('assessmentEditor.of')}
            disabled={disabled()}
            value={measure.of}
            options={ruleset.pathways.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(of) => save({ of }, 'of')}
          />
        </Field>
        <Field title={t('assessmentEditor.counting')}>
          <ChoiceField
            label={t('assessmentEditor.counting')}
            value={way}
            options={['count', 'sum', 'distinct'] as const}
            labels="assessmentEditor.countings"
            onChoose={choose}
          />
          {way !== 'count' && (
            <FactPicker
              label={t(`assessmentEditor.countings.${way}`)}
              value={measure[way]}
              facts={way === 'sum' ? amounts : names}
              onCommit={(fact) => save({ [way]: fact }, way)}
            />
          )}
        </Field>
      </div>
      <Field title={t('assessmentEditor.where')} hint={t('assessmentEditor.whereHint')}>
        <ConditionBuilder
          label={t('assessmentEditor.where')}
          value={measure.where}
          required={false}
          onCommit={(where) => save({ where }, 'where')}
        />
      </Field>
      <div className="assessment-columns">
        <Field title={t('assessmentEditor.countsFor')}>
          <FactPicker
            label={t('assessmentEditor.countsFor')}
            value={measure.unit}
            facts={names}
            onCommit={(unit) => save({ unit }, 'unit')}
          />
        </Field>
        <Field title={t('assessmentEditor.countsOn')}>
          <FactPicker
            label={t('assessmentEditor.countsOn')}
            value={measure.date}
            facts={dates}
            onCommit={(date) => save({ date }, 'date')}
          />
        </Field>
      </div>
      <Field title={t('assessmentEditor.by')} hint={t('assessmentEditor.byHint')}>
        <ItemsField
          label={t('assessmentEditor.by')}
          value={measure.by ?? []}
          options={names.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onCommit={(by) => save({ by: by.length === 0 ? undefined : by }, 'by')}
        />
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField
          value={measure.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}
