import { DeleteOutlined, EditOutlined, PlusOutlined } from '@ant-design/icons'
import {
  tierCode,
  tiersOf,
  indexRuleset,
  type Code,
  type Office,
  type OrgUnit,
} from '@jieli/engine'
import type { UnitDirectory } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, InputNumber, Select, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { saveUnits } from '../../api/figures.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { CloseStep, type CloseStepProps } from './close-step.tsx'

/** A unit while it is edited: a row keeps its key when its id is typed. */
interface UnitRow extends OrgUnit {
  readonly key: number
}

/** Step one: the units of the community. */
export function UnitsPanel(props: CloseStepProps & { readonly directory: UnitDirectory }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { ruleset, directory, rights, titled } = props
  const [rows, setRows] = useState<readonly UnitRow[]>()
  const kinds = indexRuleset(titled.ruleset).facts.get('fromUnit.kind')?.values ?? []
  const saving = useMutation({
    mutationFn: (units: readonly OrgUnit[]) => saveUnits(ruleset, directory.revision, units),
    onSuccess: async (saved) => {
      queryClient.setQueryData(['units', ruleset], saved)
      setRows(undefined)
      await queryClient.invalidateQueries({ queryKey: ['preparation', ruleset] })
    },
  })
  const count = directory.units.length
  const unnamed = rows?.some(({ id, title }) => id.trim() === '' || title.trim() === '') ?? false
  return (
    <CloseStep
      number={1}
      title={t('assessment.units.title')}
      hint={t('assessment.units.hint')}
      state={
        <Tag tone={count === 0 ? 'amber' : 'green'}>{t('assessment.units.count', { count })}</Tag>
      }
    >
      <FailureNotice error={saving.error} />
      {(count > 0 || rows !== undefined) && (
        <details open={rows !== undefined || undefined}>
          <summary>{t('assessment.units.show')}</summary>
          <UnitTable
            rows={rows ?? directory.units.map((unit, key) => ({ ...unit, key }))}
            kinds={kinds}
            tiers={tiersOf(titled.ruleset) ?? []}
            offices={titled.ruleset.offices.filter(({ of }) => of === 'community')}
            onChange={rows === undefined ? undefined : setRows}
          />
        </details>
      )}
      {rights.write && (
        <div className="close-tools">
          {rows === undefined ? (
            <Button
              icon={<EditOutlined aria-hidden />}
              onClick={() => setRows(directory.units.map((unit, key) => ({ ...unit, key })))}
            >
              {t('assessment.units.edit')}
            </Button>
          ) : (
            <>
              <Button
                icon={<PlusOutlined aria-hidden />}
                onClick={() =>
                  setRows([
                    ...rows,
                    { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, id: '', title: '' },
                  ])
                }
              >
                {t('assessment.units.add')}
              </Button>
              <Button
                type="primary"
                loading={saving.isPending}
                disabled={unnamed}
                onClick={() => saving.mutate(rows.map(({ key: _, ...unit }) => unit))}
              >
                {t('assessment.units.save')}
              </Button>
              <Button onClick={() => setRows(undefined)}>{t('assessment.cancel')}</Button>
              {unnamed && <span className="quiet">{t('assessment.units.unnamed')}</span>}
            </>
          )}
        </div>
      )}
    </CloseStep>
  )
}

function UnitTable(props: {
  readonly rows: readonly UnitRow[]
  readonly kinds: readonly Code[]
  readonly tiers: readonly Code[]
  readonly offices: readonly Office[]
  readonly onChange: ((rows: readonly UnitRow[]) => void) | undefined
}) {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const { rows, kinds, tiers, offices, onChange } = props
  const kindTitle = (kind: string): string =>
    text(kinds.find(({ code }) => code === kind)?.title, kind)
  const officeTitles = ({ offices: filled = [] }: UnitRow): string =>
    filled
      .map((id) => text(offices.find((office) => office.id === id)?.title, id))
      .join(t('tables.comma'))
  const set = (
    row: UnitRow,
    change: Partial<Record<keyof OrgUnit, string | number | readonly string[] | undefined>>,
  ) => {
    const next = Object.fromEntries(
      Object.entries({ ...row, ...change }).filter(([, value]) => value !== undefined),
    ) as unknown as UnitRow
    onChange?.(rows.map((other) => (other.key === row.key ? next : other)))
  }
  const label = (row: UnitRow, field: string): string =>
    t('assessment.units.fieldOf', {
      field: t(`assessment.units.${field}`),
      unit: row.title || row.id,
    })
  const textInput = (field: 'id' | 'title') => (_: unknown, row: UnitRow) =>
    onChange === undefined ? (
      <span className={field === 'id' ? 'code' : ''}>{row[field]}</span>
    ) : (
      <Input
        aria-label={label(row, field === 'id' ? 'id' : 'name')}
        value={row[field]}
        onChange={(event) => set(row, { [field]: event.target.value.trim() })}
      />
    )
  const tierSelect = (_: unknown, row: UnitRow) => {
    const code = row.tier === undefined ? undefined : tierCode(row.tier)
    if (onChange === undefined)
      return code === undefined ? '–' : text(tiers.find((tier) => tier.code === code)?.title, code)
    return (
      <Select
        className="unit-kind"
        aria-label={label(row, 'tier')}
        allowClear={clear}
        value={code}
        options={tiers.map((tier) => ({ value: tier.code, label: text(tier.title) }))}
        onChange={(tier: string | undefined) => set(row, { tier })}
      />
    )
  }
  const levelInput = (_: unknown, row: UnitRow) =>
    onChange === undefined ? (
      (row.level ?? '–')
    ) : (
      <InputNumber
        aria-label={label(row, 'level')}
        // Its arrows would be named in English alone, and a level is one digit.
        controls={false}
        min={0}
        max={9}
        precision={0}
        value={row.level ?? null}
        onChange={(value) => set(row, { level: value ?? undefined })}
      />
    )
  return (
    <Table<UnitRow>
      rowKey="key"
      size="small"
      dataSource={[...rows]}
      pagination={
        rows.length > 12 && onChange === undefined
          ? { pageSize: 10, showSizeChanger: false }
          : false
      }
      scroll={{ x: 'max-content' }}
      columns={[
        { key: 'id', title: t('assessment.units.id'), render: textInput('id') },
        { key: 'title', title: t('assessment.units.name'), render: textInput('title') },
        {
          key: 'kind',
          title: t('assessment.units.kind'),
          render: (_, row) =>
            onChange === undefined ? (
              row.kind === undefined ? (
                '–'
              ) : (
                kindTitle(row.kind)
              )
            ) : (
              <Select
                className="unit-kind"
                aria-label={label(row, 'kind')}
                allowClear={clear}
                value={row.kind}
                options={kinds.map(({ code, title }) => ({ value: code, label: text(title) }))}
                onChange={(kind: string | undefined) => set(row, { kind })}
              />
            ),
        },
        ...(offices.length === 0
          ? []
          : [
              {
                key: 'offices',
                title: t('assessment.units.offices'),
                render: (_: unknown, row: UnitRow) =>
                  onChange === undefined ? (
                    officeTitles(row) || '–'
                  ) : (
                    <Select<string[]>
                      mode="multiple"
                      className="unit-offices"
                      aria-label={label(row, 'offices')}
                      value={[...(row.offices ?? [])]}
                      options={offices.map(({ id, title }) => ({ value: id, label: text(title) }))}
                      onChange={(chosen) =>
                        set(row, { offices: chosen.length === 0 ? undefined : chosen })
                      }
                    />
                  ),
              },
            ]),
        { key: 'tier', title: t('assessment.units.tier'), render: tierSelect },
        { key: 'level', title: t('assessment.units.level'), render: levelInput },
        {
          key: 'parent',
          title: t('assessment.units.parent'),
          render: (_, row) =>
            onChange === undefined ? (
              (rows.find(({ id }) => id === row.parent)?.title ?? row.parent ?? '–')
            ) : (
              <Select
                className="unit-kind"
                aria-label={label(row, 'parent')}
                allowClear={clear}
                value={row.parent}
                options={rows
                  .filter(({ id }) => id !== '' && id !== row.id)
                  .map(({ id, title }) => ({ value: id, label: title }))}
                onChange={(parent: string | undefined) => set(row, { parent })}
              />
            ),
        },
        ...(onChange === undefined
          ? []
          : [
              {
                key: 'remove',
                title: <span className="visually-hidden">{t('assessment.units.remove')}</span>,
                render: (_: unknown, row: UnitRow) => (
                  <Button
                    type="text"
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('assessment.units.removeNamed', { unit: row.title || row.id })}
                    onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
                  />
                ),
              },
            ]),
      ]}
    />
  )
}
