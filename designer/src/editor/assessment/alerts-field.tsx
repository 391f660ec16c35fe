import type { AssessmentScheme } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { AddPart } from './add-part.tsx'
import { RemovePart } from './remove-part.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { FormulaField } from './formula-field.tsx'
import { newAlertTitle } from './new-texts.ts'

type Alerts = NonNullable<AssessmentScheme['alerts']>

/** What the council must look at: a formula that is true or false. */
export function AlertsField(props: {
  readonly scheme: AssessmentScheme
  readonly onSave: (alerts: Alerts | undefined) => void
}) {
  const { t } = useTranslation()
  const alerts = props.scheme.alerts ?? []
  const save = (next: Alerts): void => props.onSave(next.length === 0 ? undefined : next)
  const replace = (next: Alerts[number]): void =>
    save(alerts.map((other) => (other.id === next.id ? next : other)))
  return (
    <Field title={t('assessmentEditor.alerts')} hint={t('assessmentEditor.alertsHint')}>
      <ol className="grades">
        {alerts.map((alert, index) => (
          <li key={alert.id} className="part-box">
            <div className="part-row part-row-two">
              <TextPair
                label={t('assessmentEditor.numbered', {
                  label: t('assessmentEditor.alert'),
                  number: index + 1,
                })}
                value={alert.title}
                onCommit={(title) => replace({ ...alert, title })}
              />
              <span className="part-tools">
                <RemovePart
                  title={alert.title}
                  onRemove={() => save(alerts.filter(({ id }) => id !== alert.id))}
                />
              </span>
            </div>
            <FormulaField
              label={t('assessmentEditor.alertFormula', { number: index + 1 })}
              value={alert.when}
              expected="boolean"
              onCommit={(when) => {
                if (when.trim() !== '') replace({ ...alert, when })
              }}
            />
          </li>
        ))}
      </ol>
      <AddPart
        label={t('assessmentEditor.alert')}
        prefix="alert"
        parts={alerts}
        onAdd={(id) => save([...alerts, { id, title: newAlertTitle, when: 'false', cites: [] }])}
      />
    </Field>
  )
}
