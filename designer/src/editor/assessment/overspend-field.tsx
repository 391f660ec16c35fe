import type { Fund } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { AddPart } from './add-part.tsx'
import { newBearerTitle } from './new-texts.ts'
import { ParameterField } from './parameter-field.tsx'
import { RemovePart } from './remove-part.tsx'

type Bearer = NonNullable<Fund['overspend']['shares']>[number]
const ratio = ['ratio'] as const
const limits = ['ratio', 'money'] as const

/** Who bears an overspend that is shared: each its part, up to its limit; the one without a part bears the rest. */
export function OverspendField(props: {
  readonly bearers: readonly Bearer[]
  readonly onSave: (bearers: Bearer[] | undefined) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { bearers } = props
  const replace = ({
    part,
    limit,
    ...bearer
  }: { [K in keyof Bearer]: Bearer[K] | undefined } & Bearer): void => {
    const next: Bearer = {
      ...bearer,
      ...(part === undefined ? {} : { part }),
      ...(part === undefined || limit === undefined ? {} : { limit }),
    }
    props.onSave(bearers.map((other) => (other.id === next.id ? next : other)))
  }
  return (
    <Field title={t('assessmentEditor.bearing')} hint={t('assessmentEditor.bearingHint')}>
      <ol className="grades">
        {bearers.map((bearer, index) => (
          <li key={bearer.id} className="part-box">
            <TextPair
              label={t('assessmentEditor.numbered', {
                label: t('assessmentEditor.bearingParty'),
                number: index + 1,
              })}
              value={bearer.title}
              onCommit={(title) => replace({ ...bearer, title })}
            />
            <span className="quiet">{t('assessmentEditor.bearingPart')}</span>
            <ParameterField
              label={t('assessmentEditor.bearingPartOf', { title: text(bearer.title) })}
              value={bearer.part?.parameter}
              types={ratio}
              onChoose={(parameter) => replace({ ...bearer, part: { parameter } })}
              onClear={() => replace({ ...bearer, part: undefined })}
            />
            {bearer.part === undefined ? (
              <p className="quiet">{t('assessmentEditor.bearsRest')}</p>
            ) : (
              <>
                <span className="quiet">{t('assessmentEditor.bearingLimit')}</span>
                <ParameterField
                  label={t('assessmentEditor.bearingLimitOf', { title: text(bearer.title) })}
                  value={bearer.limit?.parameter}
                  types={limits}
                  onChoose={(parameter) => replace({ ...bearer, limit: { parameter } })}
                  onClear={() => replace({ ...bearer, limit: undefined })}
                />
              </>
            )}
            <span className="part-tools">
              <RemovePart
                title={bearer.title}
                onRemove={() => {
                  const left = bearers.filter(({ id }) => id !== bearer.id)
                  props.onSave(left.length === 0 ? undefined : left)
                }}
              />
            </span>
          </li>
        ))}
      </ol>
      <AddPart
        label={t('assessmentEditor.bearingParty')}
        prefix="bearer"
        parts={bearers}
        onAdd={(id) => props.onSave([...bearers, { id, title: newBearerTitle }])}
      />
    </Field>
  )
}
