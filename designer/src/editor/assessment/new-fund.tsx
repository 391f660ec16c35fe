import type { Citation, Ratio, Text, Value } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addFund } from '../../document/commands/add-fund.ts'
import { today } from '../../document/editing/today.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { BearerFields } from './bearer-fields.tsx'
import { type BearerDraft, bearersSaid } from './bearers-said.ts'
import { PartRows } from './part-rows.tsx'
import { PartyFields, type PartyDraft, partySaid } from './party-fields.tsx'

/** A contracted fund as a county's document says it: its budget, who bears an overspend, how a surplus is split. */
export function NewFund(props: { readonly onAdded: (id: string) => void }) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const [title, setTitle] = useState<Text>()
  const [from, setFrom] = useState<Value | null>(today())
  const [rate, setRate] = useState<Value | null>(null)
  const [parties, setParties] = useState<readonly PartyDraft[]>([{}])
  const [bearers, setBearers] = useState<readonly BearerDraft[]>([{}])
  const [payer, setPayer] = useState<Text>()
  const [cites, setCites] = useState<readonly Citation[]>([])
  const said = parties.flatMap((party) => partySaid(party) ?? [])
  const bearing = bearersSaid(bearers)
  const missing = [
    ...(title === undefined ? ['title'] : []),
    ...(typeof from === 'string' ? [] : ['from']),
    ...(rate === null ? ['budgetRate'] : []),
    ...(said.length < parties.length || said.length === 0 ? ['split'] : []),
    ...(bearing === undefined ? ['bearing'] : []),
    ...(payer === undefined ? ['payer'] : []),
    ...(cites.length === 0 ? ['cites'] : []),
  ]
  const add = (): void => {
    if (title === undefined || payer === undefined || bearing === undefined) return
    const id = freshId(
      'fund',
      ruleset.funds.map((fund) => fund.id),
    )
    run(
      addFund({
        id,
        title,
        from: from as string,
        cites,
        budgetRate: rate as Ratio,
        parties: said,
        bearers: bearing,
        policyFactorPayer: payer,
      }),
    )
    props.onAdded(id)
  }
  return (
    <section className="part-box new-fund" aria-labelledby="new-fund">
      <h2 id="new-fund">{t('newFund.title')}</h2>
      <p className="quiet">{t('newFund.hint')}</p>
      <OptionalTextPair label={t('newFund.name')} value={title} onCommit={setTitle} />
      <div className="assessment-columns">
        <Field title={t('newFund.from')}>
          <ValueInput
            definition={{ type: 'date' }}
            label={t('newFund.from')}
            value={from}
            onCommit={setFrom}
          />
        </Field>
        <Field title={t('assessmentEditor.budgetRate')}>
          <ValueInput
            definition={{ type: 'ratio' }}
            label={t('assessmentEditor.budgetRate')}
            value={rate}
            onCommit={setRate}
          />
        </Field>
      </div>
      <PartRows
        title={t('assessmentEditor.split')}
        hint={t('newFund.splitHint')}
        add={t('newFund.addParty')}
        label={(number) => t('newFund.partyNumber', { number })}
        rows={parties}
        onChange={setParties}
      >
        {(draft, label, onChange) => (
          <PartyFields label={label} value={draft} onChange={onChange} />
        )}
      </PartRows>
      <PartRows
        title={t('assessmentEditor.bearing')}
        hint={t('newFund.bearingHint')}
        add={t('newFund.addBearer')}
        label={(number) => t('newFund.bearerNumber', { number })}
        rows={bearers}
        onChange={setBearers}
      >
        {(draft, label, onChange) => (
          <BearerFields label={label} value={draft} onChange={onChange} />
        )}
      </PartRows>
      <Field title={t('assessmentEditor.policyFactorPayer')}>
        <OptionalTextPair label={t('newFund.payer')} value={payer} onCommit={setPayer} />
      </Field>
      <Field title={t('tables.cites')}>
        <CitesField value={cites} sources={ruleset.manifest.sources} onCommit={setCites} />
      </Field>
      <div className="close-tools">
        <Button type="primary" disabled={missing.length > 0} onClick={add}>
          {t('newFund.addFund')}
        </Button>
        {missing.length > 0 && (
          <span className="quiet">
            {t('newFund.missing', {
              fields: missing.map((field) => t(`newFund.parts.${field}`)).join(t('tables.comma')),
            })}
          </span>
        )}
      </div>
    </section>
  )
}
