import { type Fact, type Remedy, valueTypeModules } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { newStep } from './new-titles.ts'

/** What can be done about a fact, and the value that leads to. Without it the fact is only ever a reason. */
export function RemedyField(props: {
  readonly fact: Fact
  readonly onCommit: (remedy: Remedy | undefined, field: string) => void
}) {
  const { t } = useTranslation()
  const { fact, onCommit } = props
  const { remedy } = fact
  if (remedy === undefined)
    return (
      <Field title={t('tables.remedy')} hint={t('tables.remedyHint')}>
        <Button
          size="small"
          onClick={() =>
            onCommit({ to: [valueTypeModules[fact.type].first(fact)], step: newStep }, 'remedy')
          }
        >
          {t('tables.addRemedy')}
        </Button>
      </Field>
    )
  const [to] = remedy.to ?? []
  return (
    <Field title={t('tables.remedy')} hint={t('tables.remedyHint')}>
      <TextPair
        label={t('tables.remedy')}
        value={remedy.step}
        onCommit={(step) => onCommit({ ...remedy, step }, 'remedy/step')}
      />
      {(remedy.to?.length ?? 0) < 2 && (
        <ValueInput
          definition={fact}
          label={t('tables.remedyTo')}
          value={to ?? null}
          onCommit={(value) => {
            const { to: _before, ...open } = remedy
            onCommit(value === null ? open : { ...open, to: [value] }, 'remedy/to')
          }}
        />
      )}
      <Button size="small" onClick={() => onCommit(undefined, 'remedy')}>
        {t('tables.removeRemedy')}
      </Button>
    </Field>
  )
}
