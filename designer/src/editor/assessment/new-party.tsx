import type { Citation, Parameter } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NewParameters } from '../../document/commands/new-parameters.ts'
import { type Share, splitParties } from '../../document/commands/split-party.ts'
import { today } from '../../document/editing/today.ts'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { PartyFields, type PartyDraft, partySaid } from './party-fields.tsx'

/** A party that is to be added to a split, once it is said who it is, what it gets and which units share it. */
export function NewParty(props: {
  readonly shares: readonly Share[]
  readonly cites: readonly Citation[]
  readonly onAdd: (share: Share, parameters: readonly Parameter[]) => void
}) {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  const disabled = useDisabled()()
  const [draft, setDraft] = useState<PartyDraft>()
  const said = draft && partySaid(draft)
  if (draft === undefined)
    return (
      <Button size="small" type="dashed" disabled={disabled} onClick={() => setDraft({})}>
        {t('newFund.addParty')}
      </Button>
    )
  return (
    <section className="part-box" aria-label={t('newFund.newParty')}>
      <PartyFields label={t('newFund.newParty')} value={draft} onChange={setDraft} />
      <div className="close-tools">
        <Button
          type="primary"
          disabled={said === undefined}
          onClick={() => {
            if (said === undefined) return
            const { shares: taken, cites } = props
            const parameters = new NewParameters(ruleset, { cites, from: today() })
            const [share] = splitParties([said], parameters, taken)
            if (share !== undefined) props.onAdd(share, parameters.made)
            setDraft(undefined)
          }}
        >
          {t('newFund.add')}
        </Button>
        <Button onClick={() => setDraft(undefined)}>{t('assessment.cancel')}</Button>
      </div>
    </section>
  )
}
