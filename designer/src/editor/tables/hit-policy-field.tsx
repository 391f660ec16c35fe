import { type Decision, hitPolicies, hitPolicyModules } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { changeDecision } from '../../document/commands/change-decision.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { Field } from '../../kit/fields/field.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'

const aggregations = ['sum', 'min', 'max', 'count'] as const

/** What happens when several lines match, with a sentence on what the choice means. */
export function HitPolicyField(props: { readonly decision: Decision }) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const run = useRunCommand()
  const { decision } = props
  const { hitPolicy } = decision
  const policy = hitPolicyModules[hitPolicy]
  return (
    <Field title={t('tables.hitPolicy')} hint={text(policy.hint)}>
      <div className="hit-policy">
        <Select
          aria-label={t('tables.hitPolicy')}
          value={hitPolicy}
          options={hitPolicies.map((value) => ({
            value,
            label: text(hitPolicyModules[value].title),
            title: text(hitPolicyModules[value].hint),
          }))}
          onChange={(next) =>
            run(
              changeDecision(decision.id, {
                hitPolicy: next,
                ...(hitPolicyModules[next].aggregates ? {} : { aggregation: undefined }),
              }),
            )
          }
        />
        {policy.aggregates && (
          <Select<(typeof aggregations)[number] | undefined>
            aria-label={t('tables.aggregation')}
            allowClear={clear}
            placeholder={t('tables.aggregations.none')}
            value={decision.aggregation}
            options={aggregations.map((value) => ({
              value,
              label: t(`tables.aggregations.${value}`),
            }))}
            onChange={(aggregation) => run(changeDecision(decision.id, { aggregation }))}
          />
        )}
      </div>
    </Field>
  )
}
