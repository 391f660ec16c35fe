import { retentionKinds, type RetentionKind, type RetentionRules } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposeRetention } from '../../api/retention.ts'
import { ReasonForm } from './reason-form.tsx'

interface Entered {
  readonly days: number | null
  readonly source: string
}

/** Proposes for how long a county keeps what; what is left empty is kept. No number is offered: the site has to know it. */
export function RulesForm(props: { readonly county: string; readonly rules: RetentionRules }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const label = useId()
  const { county, rules } = props
  const [entered, setEntered] = useState<Readonly<Record<RetentionKind, Entered>>>({
    closedCases: entryOf(rules.closedCases),
    caseReads: entryOf(rules.caseReads),
    adviceCards: entryOf(rules.adviceCards),
    events: entryOf(rules.events),
    parkedDeliveries: entryOf(rules.parkedDeliveries),
  })
  const set = (kind: RetentionKind, change: Partial<Entered>) =>
    setEntered({ ...entered, [kind]: { ...entered[kind], ...change } })
  const proposing = useMutation({
    mutationFn: async (reason: string) =>
      await proposeRetention(county, {
        reason,
        rules: {
          closedCases: ruleOf(entered.closedCases),
          caseReads: ruleOf(entered.caseReads),
          adviceCards: ruleOf(entered.adviceCards),
          events: ruleOf(entered.events),
          parkedDeliveries: ruleOf(entered.parkedDeliveries),
        },
      }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['retention', county] }),
  })
  return (
    <ReasonForm
      title={t('retention.setRules')}
      hint={t('retention.setRulesHint')}
      label={t('retention.reason')}
      action={t('retention.proposeRules')}
      busy={proposing.isPending}
      error={proposing.error}
      ready={retentionKinds.every((kind) => isWhole(entered[kind]))}
      onSend={(reason) => proposing.mutate(reason)}
      more={retentionKinds.map((kind) => (
        <fieldset key={kind} className="retention-rule">
          <legend>{t(`retention.kinds.${kind}`)}</legend>
          <label htmlFor={`${label}-${kind}-days`}>{t('retention.days')}</label>
          <InputNumber
            id={`${label}-${kind}-days`}
            min={1}
            max={36_525}
            precision={0}
            controls={false}
            value={entered[kind].days}
            onChange={(days) => set(kind, { days })}
          />
          <label htmlFor={`${label}-${kind}-source`}>{t('retention.source')}</label>
          <Input
            id={`${label}-${kind}-source`}
            maxLength={300}
            value={entered[kind].source}
            onChange={({ target }) => set(kind, { source: target.value })}
          />
        </fieldset>
      ))}
    />
  )
}

function entryOf(rule: RetentionRules[RetentionKind]): Entered {
  return { days: rule?.days ?? null, source: rule?.source ?? '' }
}

/** Either nothing is said, or both for how long and who says so. Pure. */
function isWhole({ days, source }: Entered): boolean {
  return (days === null) === (source.trim() === '')
}

function ruleOf({ days, source }: Entered): RetentionRules[RetentionKind] {
  return days === null ? null : { days, source: source.trim() }
}
