import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import type { Indicator, Parameter } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { type Bands, newBand } from './new-band.ts'
import { ParameterField } from './parameter-field.tsx'

/** Bands, best first: from which value on, and how many points. */
export function BandsField(props: {
  readonly indicator: Indicator
  readonly bands: Bands
  readonly onSave: (bands: Bands) => void
  readonly onSaveWith: (parameters: readonly Parameter[], bands: Bands) => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const { indicator, bands } = props
  return (
    <ol className="bands">
      {bands.map((band, index) => (
        <li key={band.id} className="band">
          {(['reaches', 'points'] as const).map((part) => (
            <div key={part}>
              <span className="quiet">{t(`assessmentEditor.${part}`)}</span>
              <ParameterField
                label={t(`assessmentEditor.${part}Of`, { number: index + 1 })}
                value={band[part].parameter}
                onChoose={(parameter) =>
                  props.onSave(
                    bands.map((other) =>
                      other.id === band.id ? { ...band, [part]: { parameter } } : other,
                    ),
                  )
                }
              />
            </div>
          ))}
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden />}
            aria-label={t('assessmentEditor.removeBand', { number: index + 1 })}
            disabled={bands.length === 1}
            onClick={() => props.onSave(bands.filter(({ id }) => id !== band.id))}
          />
        </li>
      ))}
      <li>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => {
            const { band, parameters } = newBand(ruleset, indicator, bands)
            props.onSaveWith(parameters, [...bands, band])
          }}
        >
          {t('assessmentEditor.addBand')}
        </Button>
      </li>
    </ol>
  )
}
