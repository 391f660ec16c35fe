import { useMutation, useQueryClient } from '@tanstack/react-query'
import { DatePicker, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import type { Language } from '@jieli/engine'
import type { MatrixCell, MatrixRow, MatrixRuleset } from '@jieli/server/contracts'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { copyValue } from './copy-value.ts'

/** A cell somebody wants to copy, with its row and ruleset. */
export interface CopySource {
  readonly row: MatrixRow
  readonly cell: MatrixCell
}

/** Asks into which draft a value is copied and from which day it holds there. */
export function CopyDialog(props: {
  readonly source: CopySource
  readonly rulesets: readonly MatrixRuleset[]
  readonly today: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const { row, cell } = props.source
  const fits = props.rulesets.filter(
    ({ id }) =>
      id !== cell.ruleset &&
      row.cells.some((other) => other.ruleset === id && other.state !== 'unknown'),
  )
  const [into, setInto] = useState(fits.find(({ kind }) => kind === 'county')?.id ?? fits[0]?.id)
  const [from, setFrom] = useState(props.today)
  const source = props.rulesets.find(({ id }) => id === cell.ruleset)
  const describe = (lng: Language): string =>
    t('matrix.copiedFrom', {
      lng,
      ruleset: source?.title[lng] ?? cell.ruleset,
      version: source?.version ?? '',
      from: cell.from ?? '',
    })
  const origin = { zh: describe('zh'), en: describe('en') }
  const copying = useMutation({
    mutationFn: async () => {
      if (into === undefined || cell.value === undefined) return []
      const { value, sample } = cell
      const dated = { from, value, ...(sample === true && { sample }), note: origin }
      const broken = await copyValue({ into, parameter: row.id, dated, asOf: props.today })
      if (broken.length > 0) return broken
      await queryClient.invalidateQueries({ queryKey: ['rulesets'] })
      await navigate(`/rulesets/${into}/parameters?at=/parameters/${row.id}`)
      return []
    },
  })
  const broken = copying.data ?? []
  return (
    <Modal
      open
      title={t('matrix.copyTitle', { title: text(row.title) })}
      okText={t('matrix.copyDo')}
      cancelText={t('matrix.cancel')}
      okButtonProps={{ disabled: into === undefined }}
      confirmLoading={copying.isPending}
      onOk={() => copying.mutate()}
      onCancel={props.onClose}
    >
      <p>{t('matrix.copyValue', { value: text(cell.words ?? { zh: '', en: '' }) })}</p>
      <p className="matrix-copy">
        <Select
          aria-label={t('matrix.into')}
          value={into ?? null}
          onChange={(chosen) => {
            setInto(chosen)
            copying.reset()
          }}
          options={fits.map(({ id, title }) => ({ value: id, label: text(title) }))}
        />
        <DatePicker
          aria-label={t('matrix.fromDay')}
          allowClear={false}
          value={dayjs(from)}
          onChange={(day) => {
            if (day !== null) setFrom(day.format('YYYY-MM-DD'))
          }}
        />
      </p>
      <p className="quiet">{t('matrix.noted', { note: text(origin) })}</p>
      <p className="quiet">{t('matrix.copyHint')}</p>
      {broken.length > 0 && (
        <Notice kind="error" title={t('matrix.refused', { count: broken.length })}>
          <ul>
            {broken.map((issue, index) => (
              <li key={index}>{text(issue.message)}</li>
            ))}
          </ul>
        </Notice>
      )}
      <FailureNotice error={copying.error} />
    </Modal>
  )
}
