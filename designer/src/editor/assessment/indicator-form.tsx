import { type Indicator, indicatorTags } from '@jieli/engine'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { CalculationField } from './calculation-field.tsx'
import { ChoiceField, ItemsField } from './choice-field.tsx'
import { ItemFrame } from './item-frame.tsx'
import { typeOfUnit } from './new-item.ts'
import { titled, roleLabels } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'
import { ScoringField } from './scoring-field.tsx'
import { useSaveItem } from './use-save-item.ts'

const directions = ['higherIsBetter', 'lowerIsBetter', 'metOrNot'] as const
const units = [
  'ratio',
  'percentagePoint',
  'count',
  'money',
  'moneyPerCase',
  'number',
  'score',
  'text',
] as const
const years = ['integer'] as const
const periods = ['month', 'quarter', 'half', 'year'] as const

/** An indicator: its definition, how it is computed, its target over time, and what it earns. */
export function IndicatorForm(props: {
  readonly indicator: Indicator
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { indicator } = props
  const disabled = useDisabled()
  const { save, saveWith } = useSaveItem('indicators', indicator)
  const number = typeOfUnit(indicator.unit)
  return (
    <ItemFrame list="indicators" item={indicator} onRemoved={props.onRemoved}>
      <div className="assessment-columns">
        <Field title={t('tables.title')}>
          <TextPair
            label={t('tables.title')}
            value={indicator.title}
            onCommit={(next) => save({ title: next }, 'title')}
          />
        </Field>
        <Field title={t('assessmentEditor.definition')} hint={t('assessmentEditor.definitionHint')}>
          <TextPair
            label={t('assessmentEditor.definition')}
            value={indicator.definition}
            multiline
            onCommit={(definition) => save({ definition }, 'definition')}
          />
        </Field>
      </div>
      <div className="assessment-thirds">
        <Field title={t('assessmentEditor.direction')}>
          <ChoiceField
            label={t('assessmentEditor.direction')}
            value={indicator.direction}
            options={directions}
            labels="assessmentEditor.directions"
            onChoose={(direction) => save({ direction }, 'direction')}
          />
        </Field>
        <Field title={t('assessmentEditor.unit')}>
          <ChoiceField
            label={t('assessmentEditor.unit')}
            value={indicator.unit}
            options={units}
            labels="assessmentEditor.units"
            onChoose={(unit) => save({ unit }, 'unit')}
          />
        </Field>
        <Field title={t('assessmentEditor.period')}>
          <ChoiceField
            label={t('assessmentEditor.period')}
            value={indicator.period}
            options={periods}
            labels="assessmentEditor.periods"
            onChoose={(period) => save({ period }, 'period')}
            onClear={() => save({ period: undefined }, 'period')}
          />
        </Field>
      </div>
      <CalculationField key={indicator.id} indicator={indicator} onSave={save} />
      <Field title={t('assessmentEditor.target')} hint={t('assessmentEditor.targetHint')}>
        <ParameterField
          label={t('assessmentEditor.target')}
          value={indicator.target?.parameter}
          open
          onChoose={(parameter) => save({ target: { parameter } }, 'target')}
          onClear={() => save({ target: undefined }, 'target')}
          fresh={{
            base: `${indicator.id}Target`,
            title: titled(indicator.title, roleLabels.target),
            ...number,
          }}
          onCreate={(parameter) => saveWith([parameter], { target: { parameter: parameter.id } })}
        />
        {indicator.target !== undefined && indicator.direction !== 'metOrNot' && (
          <Checkbox
            disabled={disabled()}
            checked={indicator.targetMayNotSlacken === true}
            onChange={({ target: { checked } }) =>
              save({ targetMayNotSlacken: checked ? true : undefined }, 'targetMayNotSlacken')
            }
          >
            {t('assessmentEditor.targetMayNotSlacken')}
          </Checkbox>
        )}
      </Field>
      <Field
        title={t('assessmentEditor.baselineYear')}
        hint={t('assessmentEditor.baselineYearHint')}
      >
        <ParameterField
          label={t('assessmentEditor.baselineYear')}
          value={indicator.baselineYear?.parameter}
          types={years}
          open
          onChoose={(parameter) => save({ baselineYear: { parameter } }, 'baselineYear')}
          onClear={() => save({ baselineYear: undefined }, 'baselineYear')}
          fresh={{
            base: `${indicator.id}BaselineYear`,
            title: titled(indicator.title, roleLabels.baselineYear),
            type: 'integer',
          }}
          onCreate={(parameter) =>
            saveWith([parameter], { baselineYear: { parameter: parameter.id } })
          }
        />
      </Field>
      <ScoringField indicator={indicator} onSave={save} onSaveWith={saveWith} />
      <Field title={t('assessmentEditor.weight')} hint={t('assessmentEditor.weightHint')}>
        <ParameterField
          label={t('assessmentEditor.weight')}
          value={indicator.weight?.parameter}
          onChoose={(parameter) => save({ weight: { parameter } }, 'weight')}
          onClear={() => save({ weight: undefined }, 'weight')}
          fresh={{
            base: `${indicator.id}Weight`,
            title: titled(indicator.title, roleLabels.weight),
            type: 'integer',
            unit: 'share',
          }}
          onCreate={(parameter) => saveWith([parameter], { weight: { parameter: parameter.id } })}
        />
      </Field>
      <Field title={t('assessmentEditor.tags')} hint={t('assessmentEditor.tagsHint')}>
        <ItemsField
          label={t('assessmentEditor.tags')}
          value={indicator.tags ?? []}
          options={indicatorTags.map((tag) => ({
            value: tag,
            label: t(`assessmentEditor.tagNames.${tag}`),
          }))}
          onCommit={(ids) => {
            const tags = indicatorTags.filter((tag) => ids.includes(tag))
            save({ tags: tags.length === 0 ? undefined : tags }, 'tags')
          }}
        />
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField
          value={indicator.cites}
          sources={ruleset.manifest.sources}
          onCommit={(cites) => save({ cites }, 'cites')}
        />
      </Field>
    </ItemFrame>
  )
}
