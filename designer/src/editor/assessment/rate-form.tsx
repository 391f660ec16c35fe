import type { RateThreshold } from '@jieli/engine'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { FactPicker } from '../conditions/fact-picker.tsx'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { ChoiceField } from './choice-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { titled, roleLabels } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'
import { useSaveItem } from './use-save-item.ts'

const ratio = ['ratio'] as const

/** A rate of the clinical pathways: how it is defined, and the line it has to meet. */
export function RateForm(props: { readonly rate: RateThreshold; readonly onRemoved: () => void }) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { rate } = props
  const { save, saveWith } = useSaveItem('pathwayRates', rate)
  const { facts } = ruleset
  const integers = useMemo(() => facts.filter(({ type }) => type === 'integer'), [facts])
  return (
    <ItemFrame list="pathwayRates" item={rate} onRemoved={props.onRemoved}>
      <div className="assessment-columns">
        <Field title={t('tables.title')}>
          <TextPair
            label={t('tables.title')}
            value={rate.title}
            onCommit={(title) => save({ title }, 'title')}
          />
        </Field>
        <Field title={t('assessmentEditor.definition')} hint={t('assessmentEditor.rateHint')}>
          <TextPair
            label={t('assessmentEditor.definition')}
            value={rate.definition}
            multiline
            onCommit={(definition) => save({ definition }, 'definition')}
          />
        </Field>
      </div>
      <div className="assessment-thirds">
        {(['numerator', 'denominator'] as const).map((part) => (
          <Field key={part} title={t(`assessmentEditor.${part}`)}>
            <FactPicker
              label={t(`assessmentEditor.${part}`)}
              value={rate[part]}
              facts={integers}
              onCommit={(fact) => save({ [part]: fact }, part)}
            />
          </Field>
        ))}
        <Field title={t('assessmentEditor.line')}>
          <ChoiceField
            label={t('assessmentEditor.line')}
            value={rate.direction}
            options={['atLeast', 'atMost'] as const}
            labels="assessmentEditor.lines"
            onChoose={(direction) => save({ direction }, 'direction')}
          />
        </Field>
      </div>
      <Field title={t('assessmentEditor.threshold')} hint={t('assessmentEditor.thresholdHint')}>
        <ParameterField
          label={t('assessmentEditor.threshold')}
          value={rate.threshold?.parameter}
          types={ratio}
          open
          onChoose={(parameter) => save({ threshold: { parameter } }, 'threshold')}
          onClear={() => save({ threshold: undefined }, 'threshold')}
          fresh={{
            base: `${rate.id}Threshold`,
            title: titled(rate.title, roleLabels.threshold),
            type: 'ratio',
          }}
          onCreate={(parameter) =>
            saveWith([parameter], { threshold: { parameter: parameter.id } })
          }
        />
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField
          value={rate.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}
