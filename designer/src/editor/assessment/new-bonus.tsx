import type { Citation, Fund, Ratio, Text, Value } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addBonus } from '../../document/commands/add-bonus.ts'
import { today } from '../../document/editing/today.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { PartRows } from './part-rows.tsx'
import { PartyFields, type PartyDraft, partySaid } from './party-fields.tsx'

interface BonusDraft {
  readonly title?: Text | undefined
  readonly part?: Value | null
  readonly parties: readonly PartyDraft[]
  readonly cites: readonly Citation[]
}
const empty: BonusDraft = { parties: [{}], cites: [] }

/** A bonus that is to be drawn from a surplus before it is split: which part of it, and who gets it. */
export function NewBonus(props: { readonly fund: Fund }) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const disabled = useDisabled()()
  const [draft, setDraft] = useState<BonusDraft>()
  if (draft === undefined)
    return (
      <Button size="small" type="dashed" disabled={disabled} onClick={() => setDraft(empty)}>
        {t('newFund.addBonus')}
      </Button>
    )
  const { title, part = null, parties, cites } = draft
  const said = parties.flatMap((party) => partySaid(party) ?? [])
  const ready =
    title !== undefined && part !== null && said.length === parties.length && cites.length > 0
  return (
    <section className="part-box" aria-label={t('newFund.newBonus')}>
      <OptionalTextPair
        label={t('newFund.bonusName')}
        value={title}
        onCommit={(next) => setDraft({ ...draft, title: next })}
      />
      <Field title={t('newFund.bonusPart')}>
        <ValueInput
          definition={{ type: 'ratio' }}
          label={t('newFund.bonusPart')}
          value={part}
          onCommit={(next) => setDraft({ ...draft, part: next })}
        />
      </Field>
      <PartRows
        title={t('newFund.bonusParties')}
        hint={t('newFund.splitHint')}
        add={t('newFund.addPayee')}
        label={(number) => t('newFund.payeeNumber', { number })}
        rows={parties}
        onChange={(next) => setDraft({ ...draft, parties: next })}
      >
        {(row, label, onChange) => <PartyFields label={label} value={row} onChange={onChange} />}
      </PartRows>
      <Field title={t('tables.cites')}>
        <CitesField
          value={cites}
          sources={ruleset.manifest.sources}
          onCommit={(next) => setDraft({ ...draft, cites: next })}
        />
      </Field>
      <div className="close-tools">
        <Button
          type="primary"
          disabled={!ready}
          onClick={() => {
            if (!ready) return
            const bonus = { title, part: part as Ratio, parties: said, cites, from: today() }
            run(addBonus(props.fund.id, bonus))
            setDraft(undefined)
          }}
        >
          {t('newFund.addToFund')}
        </Button>
        <Button onClick={() => setDraft(undefined)}>{t('assessment.cancel')}</Button>
      </div>
    </section>
  )
}
