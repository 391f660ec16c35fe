import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { formatValue, type Value } from '@jieli/engine'
import type { EnteredFigure } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { correctRun } from '../../api/runs.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { isCounted } from './is-counted.ts'
import { cardAt, cardsOf, communityPlace, type ReadableRun } from './use-assessment-run.ts'

/** A figure being put right; `unit` is a place in the run. */
interface Change {
  readonly key: number
  readonly unit: string | null
  readonly fact: string | null
  readonly value: Value | null
}

/** Puts figures right and computes the period again. */
export function CorrectDialog(
  props: ReadableRun & {
    /** What to begin with: the number somebody objected to. */
    readonly about?: { readonly unit: string; readonly fact?: string | undefined } | undefined
    readonly onClose: () => void
  },
) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { run, about, onClose } = props
  const [reason, setReason] = useState('')
  const [changes, setChanges] = useState<readonly Change[]>([
    { key: 0, unit: about?.unit ?? null, fact: about?.fact ?? null, value: null },
  ])
  const values: EnteredFigure[] = changes.flatMap(({ unit, fact, value }) =>
    unit === null || fact === null || value === null
      ? []
      : [{ unit: unit === communityPlace ? null : unit, fact, value }],
  )
  const correcting = useMutation({
    mutationFn: () => correctRun(run, { reason: reason.trim(), values }),
    onSuccess: async (made) => {
      queryClient.setQueryData(['run', made.id], made)
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['run', run.id] })
      await queryClient.invalidateQueries({ queryKey: ['runs', run.ruleset] })
      await navigate(`/runs/${encodeURIComponent(made.id)}`)
    },
  })
  return (
    <Modal
      open
      width={720}
      title={t('assessment.run.correctTitle')}
      okText={t('assessment.run.correctGo')}
      cancelText={t('assessment.cancel')}
      confirmLoading={correcting.isPending}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={() => correcting.mutate()}
      onCancel={onClose}
    >
      <p className="quiet">{t('assessment.run.correctHint')}</p>
      <label className="dialog-field">
        {t('assessment.run.correctReason')}
        <Input.TextArea
          aria-label={t('assessment.run.correctReason')}
          value={reason}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      {changes.map((change) => (
        <ChangeRow
          key={change.key}
          {...props}
          change={change}
          onChange={(next) =>
            setChanges(changes.map((other) => (other.key === next.key ? next : other)))
          }
          onRemove={() => setChanges(changes.filter(({ key }) => key !== change.key))}
        />
      ))}
      <Button
        icon={<PlusOutlined aria-hidden />}
        onClick={() =>
          setChanges([
            ...changes,
            {
              key: Math.max(-1, ...changes.map(({ key }) => key)) + 1,
              unit: changes.at(-1)?.unit ?? null,
              fact: null,
              value: null,
            },
          ])
        }
      >
        {t('assessment.run.correctAdd')}
      </Button>
      <p className="quiet">{t('assessment.run.correctCounted')}</p>
      <FailureNotice error={correcting.error} />
    </Modal>
  )
}

function ChangeRow(
  props: ReadableRun & {
    readonly change: Change
    readonly onChange: (change: Change) => void
    readonly onRemove: () => void
  },
) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const { run, titled, change, onChange, onRemove } = props
  const places = cardsOf(run)
    .filter(({ indicators }) => indicators.length > 0)
    .map(({ unit }) => ({
      value: unit?.id ?? communityPlace,
      label: unit?.title ?? t('assessment.community'),
    }))
  const figures = Object.assign(
    {},
    ...(cardAt(run, change.unit ?? '')?.indicators ?? []).map((result) => result.figures),
  ) as Readonly<Record<string, { readonly value: Value; readonly source: string } | null>>
  const facts = Object.entries(figures)
    .filter(([id, figure]) => !id.includes('(') && !isCounted(figure))
    .map(([id]) => ({ value: id, label: titled.titles.fact(id) }))
  const fact = change.fact === null ? undefined : titled.titles.factOf(change.fact)
  const now = change.fact === null ? undefined : figures[change.fact]
  return (
    <div className="change-row">
      <Select<string | null>
        aria-label={t('assessment.run.correctUnit')}
        placeholder={t('assessment.run.correctUnit')}
        showSearch={{ optionFilterProp: 'label' }}
        value={change.unit}
        options={places}
        onChange={(unit) => onChange({ ...change, unit, fact: null, value: null })}
      />
      <Select<string | null>
        aria-label={t('assessment.run.correctFact')}
        placeholder={t('assessment.run.correctFact')}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={change.unit === null}
        value={change.fact}
        options={facts}
        onChange={(next) => onChange({ ...change, fact: next, value: null })}
      />
      {fact !== undefined && (
        <>
          <span className="quiet">
            {now === null || now === undefined
              ? t('assessment.run.correctUnknown')
              : t('assessment.run.correctNow', { value: formatValue(fact, now.value, language) })}
          </span>
          <ValueInput
            definition={fact}
            label={t('assessment.entry.newOf', { fact: text(fact.title) })}
            value={change.value}
            onCommit={(value) => onChange({ ...change, value })}
          />
        </>
      )}
      <Button
        type="text"
        icon={<DeleteOutlined aria-hidden />}
        aria-label={t('assessment.run.correctRemove')}
        onClick={onRemove}
      />
    </div>
  )
}
