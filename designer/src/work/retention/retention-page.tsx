import { mayWhole } from '@jieli/server/contracts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Empty, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { previewErasure } from '../../api/retention.ts'
import { listRulesets } from '../../api/rulesets.ts'
import { useSession } from '../../api/use-session.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { ErasureTable } from './erasure-table.tsx'
import { HoldPanel } from './hold-panel.tsx'
import { PersonPanel } from './person-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'
import './retention.css'

/** What is kept of whom: which county's, which person, and what is proposed, erased and held there. */
export function RetentionPage() {
  const { t } = useTranslation()
  const text = useText()
  const holder = { grants: useSession().data?.grants ?? [] }
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const [search, setSearch] = useSearchParams()
  const counties = new Map(
    rulesets.data?.items.flatMap(({ county, title }) =>
      county !== undefined && county !== null && mayWhole(holder, 'persons.erase', county)
        ? [[county, text(title)] as const]
        : [],
    ),
  )
  const county = search.get('county') ?? [...counties.keys()][0]
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('retention.title')}</h1>
      <p className="quiet">{t('retention.hint')}</p>
      {rulesets.isPending && <Waiting />}
      <FailureNotice error={rulesets.error} />
      {rulesets.isSuccess && counties.size === 0 && <Empty description={t('retention.noCounty')} />}
      {counties.size > 1 && (
        <Select
          className="retention-county"
          aria-label={t('retention.county')}
          value={county ?? ''}
          options={[...counties].map(([id, title]) => ({ value: id, label: `${title} · ${id}` }))}
          onChange={(id) => setSearch({ county: id })}
        />
      )}
      {county !== undefined && <CountyRetention key={county} county={county} />}
    </main>
  )
}

function CountyRetention({ county }: { readonly county: string }) {
  const { t } = useTranslation()
  const [patient, setPatient] = useState('')
  const looking = useMutation({
    mutationFn: async (wanted: string) => await previewErasure(county, wanted),
  })
  return (
    <>
      <form
        className="retention-search"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          looking.mutate(patient.trim())
        }}
      >
        <label htmlFor="retention-patient">{t('retention.patient')}</label>
        <Input
          id="retention-patient"
          value={patient}
          maxLength={200}
          autoComplete="off"
          onChange={({ target }) => {
            setPatient(target.value)
            // What was found is of whoever was looked for before.
            looking.reset()
          }}
        />
        <Button
          type="primary"
          htmlType="submit"
          disabled={patient.trim() === ''}
          loading={looking.isPending}
        >
          {t('retention.look')}
        </Button>
      </form>
      <FailureNotice error={looking.error} />
      {looking.data !== undefined && (
        <PersonPanel
          preview={looking.data}
          onChanged={() => looking.mutate(looking.data.patient)}
        />
      )}
      <ErasureTable county={county} />
      <HoldPanel county={county} />
      <RulesPanel county={county} />
    </>
  )
}
