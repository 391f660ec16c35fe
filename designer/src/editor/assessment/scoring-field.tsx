import type { Indicator, Parameter } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { BandsField } from './bands-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import { newBand } from './new-band.ts'
import { newParameter, typeOfUnit } from './new-item.ts'
import { titled, roleLabels } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'

type Scoring = NonNullable<Indicator['scoring']>
const methods = ['passFail', 'linear', 'banded'] as const

/** How a value becomes points: by the target alone, in proportion from a floor, or by bands. */
export function ScoringField(props: {
  readonly indicator: Indicator
  readonly onSave: (change: { scoring: Scoring | undefined }, field: string) => void
  readonly onSaveWith: (parameters: readonly Parameter[], change: { scoring: Scoring }) => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { indicator, onSave, onSaveWith } = props
  const { scoring } = indicator
  const floor = {
    base: `${indicator.id}Floor`,
    title: titled(indicator.title, roleLabels.floor),
    ...typeOfUnit(indicator.unit),
  }
  const choose = (method: (typeof methods)[number]): void => {
    if (method === scoring?.method) return
    if (method === 'passFail') onSave({ scoring: { method } }, 'scoring')
    if (method === 'linear') {
      const parameter = newParameter(ruleset, floor)
      onSaveWith([parameter], { scoring: { method, floor: { parameter: parameter.id } } })
    }
    if (method === 'banded') {
      const { band, parameters } = newBand(ruleset, indicator, [])
      onSaveWith(parameters, { scoring: { method, bands: [band] } })
    }
  }
  return (
    <Field
      title={t('assessmentEditor.scoring')}
      hint={t(`assessmentEditor.scoringHints.${scoring?.method ?? 'none'}`)}
    >
      <ChoiceField
        label={t('assessmentEditor.scoring')}
        value={scoring?.method}
        options={methods}
        labels="assessmentEditor.methods"
        onChoose={choose}
        onClear={() => onSave({ scoring: undefined }, 'scoring')}
      />
      {scoring?.method === 'linear' && (
        <Field title={t('assessmentEditor.floor')}>
          <ParameterField
            label={t('assessmentEditor.floor')}
            value={scoring.floor.parameter}
            onChoose={(parameter) =>
              onSave({ scoring: { ...scoring, floor: { parameter } } }, 'scoring')
            }
          />
        </Field>
      )}
      {scoring?.method === 'banded' && (
        <BandsField
          indicator={indicator}
          bands={scoring.bands}
          onSave={(bands) => onSave({ scoring: { ...scoring, bands } }, 'scoring')}
          onSaveWith={(parameters, bands) =>
            onSaveWith(parameters, { scoring: { ...scoring, bands } })
          }
        />
      )}
    </Field>
  )
}
