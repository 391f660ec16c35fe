import type { Indicator } from '@jieli/engine'
import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { FormulaField } from './formula-field.tsx'

type Way = 'quotient' | 'formula'

/** How an indicator is worked out: one fact over another, or a formula. */
export function CalculationField(props: {
  readonly indicator: Indicator
  readonly onSave: (
    change: {
      numerator?: string | undefined
      denominator?: string | undefined
      formula?: string | undefined
    },
    field: string,
  ) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const { facts } = useRuleset()
  const { indicator, onSave } = props
  const written: Way = indicator.formula === undefined ? 'quotient' : 'formula'
  const [chosen, setChosen] = useState<Way>()
  const way = chosen ?? written
  const numbers = facts.filter(({ type }) =>
    ['integer', 'decimal', 'money', 'ratio', 'boolean'].includes(type),
  )
  const { numerator, denominator } = indicator
  const quotient = denominator === undefined ? numerator : `${numerator ?? ''} / ${denominator}`
  return (
    <Field
      title={t('assessmentEditor.calculation')}
      extra={
        <Segmented<Way>
          size="small"
          aria-label={t('assessmentEditor.calculation')}
          disabled={disabled()}
          value={way}
          options={(['quotient', 'formula'] as const).map((value) => ({
            value,
            label: t(`assessmentEditor.ways.${value}`),
          }))}
          onChange={setChosen}
        />
      }
    >
      {way === 'quotient' ? (
        <div className="assessment-columns">
          {(['numerator', 'denominator'] as const).map((part) => (
            <label key={part} className="labelled">
              <span>{t(`assessmentEditor.${part}`)}</span>
              <FactPicker
                label={t(`assessmentEditor.${part}`)}
                value={indicator[part]}
                facts={numbers}
                onCommit={(fact) => {
                  onSave({ [part]: fact, formula: undefined }, part)
                  setChosen(undefined)
                }}
              />
            </label>
          ))}
        </div>
      ) : (
        <FormulaField
          label={t('assessmentEditor.formula')}
          value={indicator.formula ?? quotient ?? ''}
          expected={
            indicator.direction === 'metOrNot' && indicator.unit === 'text'
              ? 'boolean'
              : indicator.unit
          }
          within={indicator.id}
          onCommit={(formula) => {
            if (formula.trim() === '') return
            onSave({ formula, numerator: undefined, denominator: undefined }, 'formula')
            setChosen(undefined)
          }}
        />
      )}
    </Field>
  )
}
