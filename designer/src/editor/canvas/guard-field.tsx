import { type Decision, type Guard, outcomes } from '@jieli/engine'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { DecisionPicker } from '../../kit/fields/decision-picker.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { useOutcomeName } from '../../kit/fields/use-outcome-name.ts'

/** Missing facts never open anything. */
const opening = outcomes.filter((outcome) => outcome !== 'needsFacts')

/** Which decision opens a transition, and with which outcomes. */
export function GuardField(props: {
  readonly value: Guard | undefined
  readonly decisions: readonly Decision[]
  readonly onCommit: (guard: Guard | undefined) => void
}) {
  const { t } = useTranslation()
  const params = props.value?.params
  const subject = props.decisions.find(({ id }) => id === params?.decision)?.subject
  const commit = (decision: string, opens: Guard['params']['opens']): void =>
    props.onCommit({ type: 'decision', params: { decision, opens } })
  const nameOf = useOutcomeName()
  return (
    <Field title={t('canvas.guard')} hint={t('canvas.guardHint')}>
      <DecisionPicker
        label={t('canvas.guard')}
        value={params?.decision}
        decisions={props.decisions}
        onCommit={(decision) => {
          if (decision === undefined) props.onCommit(undefined)
          else commit(decision, params?.opens ?? ['allow', 'allowWithAdvice'])
        }}
      />
      {params !== undefined && (
        <fieldset className="opens">
          <legend>{t('canvas.opens')}</legend>
          {opening.map((outcome) => (
            <Checkbox
              key={outcome}
              checked={params.opens.includes(outcome)}
              onChange={({ target }) => {
                const opens = opening.filter((other) =>
                  other === outcome ? target.checked : params.opens.includes(other),
                )
                // A guard that no outcome opens would close the transition for ever.
                if (opens.length > 0) commit(params.decision, opens)
              }}
            >
              {nameOf(outcome, subject)}
            </Checkbox>
          ))}
        </fieldset>
      )}
    </Field>
  )
}
