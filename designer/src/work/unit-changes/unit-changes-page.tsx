import { mayWhole, type UnitChangePreview as Preview } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Empty, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { listRulesets } from '../../api/rulesets.ts'
import { changeUnit, previewUnitChange, readChangeableUnits } from '../../api/unit-changes.ts'
import { useSession } from '../../api/use-session.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { FollowedJob } from '../jobs/followed-job.tsx'
import { changeOf, type ChosenChange } from './chosen-change.ts'
import { UnitChangeForm } from './unit-change-form.tsx'
import { UnitChangePreview } from './unit-change-preview.tsx'
import './unit-changes.css'

/** Changes of units: which county's, which unit, what that hands over, and having it made. */
export function UnitChangesPage() {
  const { t } = useTranslation()
  const text = useText()
  const holder = { grants: useSession().data?.grants ?? [] }
  const rulesets = useQuery({ queryKey: ['rulesets'], queryFn: listRulesets })
  const [search, setSearch] = useSearchParams()
  const mine = rulesets.data?.items.filter(
    ({ kind, county, versions }) =>
      kind === 'county' && versions.length > 0 && mayWhole(holder, 'units.change', county ?? '*'),
  )
  const ruleset = search.get('ruleset') ?? mine?.[0]?.id
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('unitChanges.title')}</h1>
      <p className="quiet">{t('unitChanges.hint')}</p>
      {rulesets.isPending && <Waiting />}
      <FailureNotice error={rulesets.error} />
      {mine?.length === 0 && <Empty description={t('unitChanges.noCounty')} />}
      {mine !== undefined && mine.length > 1 && (
        <Select
          className="unit-change-county"
          aria-label={t('unitChanges.county')}
          value={ruleset ?? ''}
          options={mine.map(({ id, title }) => ({ value: id, label: text(title) }))}
          onChange={(id) => setSearch({ ruleset: id })}
        />
      )}
      {ruleset !== undefined && <UnitChange key={ruleset} ruleset={ruleset} />}
    </main>
  )
}

function UnitChange({ ruleset }: { readonly ruleset: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const units = useQuery({
    queryKey: ['unit-changes', ruleset],
    queryFn: async () => await readChangeableUnits(ruleset),
  })
  const [chosen, setChosen] = useState<ChosenChange>()
  const [reason, setReason] = useState('')
  const looking = useMutation({
    mutationFn: async (change: Preview['change']) => await previewUnitChange(ruleset, change),
  })
  const making = useMutation({
    mutationFn: async (change: Preview['change']) =>
      await changeUnit(ruleset, { ...change, reason: reason.trim() }),
  })
  if (units.data === undefined)
    return units.error === null ? <Waiting /> : <FailureNotice error={units.error} />
  const { today } = units.data
  const form = chosen ?? { unit: null, kind: 'merged', successor: null, title: '', on: today }
  const preview = looking.data
  return (
    <>
      {units.data.units.length === 0 && <Notice kind="info" title={t('unitChanges.noUnits')} />}
      <UnitChangeForm
        units={units.data.units}
        chosen={form}
        onChoose={(next) => {
          setChosen(next)
          // What was looked at is of what was chosen before.
          looking.reset()
          making.reset()
        }}
        looking={looking.isPending}
        onLook={() => {
          const change = changeOf(form)
          if (change !== undefined) looking.mutate(change)
        }}
      />
      <FailureNotice error={looking.error ?? making.error} />
      {preview !== undefined && <UnitChangePreview preview={preview} />}
      {preview !== undefined && making.data === undefined && (
        <form
          className="unit-change-form"
          onSubmit={(submitted) => {
            submitted.preventDefault()
            making.mutate(preview.change)
          }}
        >
          {!preview.ready && (
            <Notice kind="info" title={t('unitChanges.early', { on: preview.change.on, today })} />
          )}
          <label htmlFor="unit-change-reason">{t('unitChanges.reason')}</label>
          <Input
            id="unit-change-reason"
            value={reason}
            maxLength={2000}
            onChange={({ target }) => setReason(target.value)}
          />
          <div>
            <Button
              type="primary"
              htmlType="submit"
              disabled={reason.trim() === '' || !preview.ready}
              loading={making.isPending}
            >
              {t('unitChanges.make')}
            </Button>
          </div>
        </form>
      )}
      {making.data !== undefined && (
        <FollowedJob
          job={making.data}
          onDone={() => void queries.invalidateQueries({ queryKey: ['unit-changes', ruleset] })}
        />
      )}
      <PastChanges units={units.data.units} />
    </>
  )
}

/** What has become of units so far, the latest first. */
function PastChanges(props: { readonly units: readonly ListedUnit[] }) {
  const { t } = useTranslation()
  const titleOf = (id: string) => props.units.find((unit) => unit.id === id)?.title ?? id
  const past = props.units
    .flatMap(({ id, title, ended, formerTitles = [] }) => [
      ...formerTitles.map((former, index) => ({
        key: `${id} ${index}`,
        on: former.until,
        words: t('unitChanges.renames', {
          unit: former.title,
          title: formerTitles[index + 1]?.title ?? title,
          on: former.until,
        }),
      })),
      ...(ended === undefined
        ? []
        : [
            {
              key: id,
              on: ended.on,
              words: t(`unitChanges.ends.${ended.how}`, {
                unit: title,
                successor: titleOf(ended.successor),
                on: ended.on,
              }),
            },
          ]),
    ])
    .toSorted((a, b) => b.on.localeCompare(a.on))
  if (past.length === 0) return null
  return (
    <section className="unit-change-preview">
      <h2>{t('unitChanges.past')}</h2>
      <ul>
        {past.map(({ key, words }) => (
          <li key={key}>{words}</li>
        ))}
      </ul>
    </section>
  )
}

type ListedUnit = Awaited<ReturnType<typeof readChangeableUnits>>['units'][number]
