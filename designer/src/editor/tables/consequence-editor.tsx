import type { Otherwise, OutputColumn, Subject } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { EffectsEditor } from './effects-editor.tsx'
import { withMembers, withOutput } from './edit-line.ts'
import { OutcomeSelect } from './outcome-select.tsx'
import { ReasonField } from './reason-field.tsx'

/** What holds when a rule matches: outcome, reason, outputs and effects. `field` names what was changed. */
export function ConsequenceEditor<T extends Otherwise>(props: {
  readonly value: T
  readonly outcomes: readonly NonNullable<T['outcome']>[]
  readonly outputs: readonly OutputColumn[]
  readonly subject: Subject | undefined
  readonly onCommit: (then: T, field: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { value: then, onCommit } = props
  return (
    <>
      <Field title={t('tables.outcome')}>
        <OutcomeSelect
          label={t('tables.outcome')}
          value={then.outcome}
          outcomes={props.outcomes}
          subject={props.subject}
          onCommit={(outcome) =>
            onCommit(withMembers<Otherwise>(then, { outcome }) as T, 'outcome')
          }
        />
      </Field>
      <Field title={t('tables.reason')} hint={t('tables.reasonHint')}>
        <ReasonField
          value={then.reason}
          onCommit={(reason) => onCommit({ ...then, reason }, 'reason')}
        />
      </Field>
      {props.outputs.map((column) => (
        <Field key={column.id} title={text(column.title)}>
          <ValueInput
            definition={column}
            label={text(column.title)}
            value={then.outputs?.[column.id] ?? null}
            onCommit={(value) =>
              onCommit(withOutput(then, column.id, value), `outputs/${column.id}`)
            }
          />
        </Field>
      ))}
      <Field title={t('tables.otherEffects')}>
        <EffectsEditor
          effects={then.effects ?? []}
          onCommit={(effects) =>
            onCommit(
              withMembers<Otherwise>(then, {
                effects: effects.length === 0 ? undefined : effects,
              }) as T,
              'effects',
            )
          }
        />
      </Field>
    </>
  )
}
