import { indexRuleset, type Value } from '@jieli/engine'
import type { ScheduledDutyEntry } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useRequestKey } from '../../api/use-request-key.ts'
import { recordDuty } from '../../api/scheduled-duties.ts'
import { versionQuery } from '../../api/version-query.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** Records that something was done: when, what the rules ask for, and the document that has to be filed. */
export function RecordDialog(props: {
  readonly entry: ScheduledDutyEntry
  readonly name: string
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const queryClient = useQueryClient()
  const { entry, name, onClose } = props
  const { ruleset, version, duty: id, period, unit } = entry
  const [day, setDay] = useState('')
  const [facts, setFacts] = useState<Record<string, Value | null>>({})
  const [filed, setFiled] = useState({ title: '', number: '', link: '' })
  const [note, setNote] = useState('')
  // Kept while one record is retried, so that it is not made twice.
  const key = useRequestKey()
  const rules = useQuery(versionQuery(ruleset, version))
  const duty = rules.data?.ruleset.scheduledDuties.find((known) => known.id === id)
  const { asks = [], document: needsDocument = false } = duty?.keptBy ?? {}
  const known = rules.data && indexRuleset(rules.data.ruleset).facts
  const asked = asks.flatMap((fact) => known?.get(fact) ?? [])
  const recording = useMutation({
    mutationFn: () => {
      const given = Object.entries(facts).filter(([, value]) => value !== null)
      const title = filed.title.trim()
      const number = filed.number.trim()
      const link = filed.link.trim()
      return recordDuty(
        entry,
        {
          period,
          unit,
          ...(day === '' ? {} : { at: new Date(day).toISOString() }),
          ...(given.length === 0 ? {} : { facts: Object.fromEntries(given) }),
          ...(title === ''
            ? {}
            : {
                document: {
                  title,
                  ...(number === '' ? {} : { number }),
                  ...(link === '' ? {} : { link }),
                },
              }),
          ...(note.trim() === '' ? {} : { note: note.trim() }),
        },
        key.read(),
      )
    },
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['scheduled', ruleset] })
    },
    onError: key.failed,
  })
  const field = (label: string, input: React.ReactNode) => (
    <label className="dialog-field">
      {label}
      {input}
    </label>
  )
  return (
    <Modal
      open
      title={t('scheduled.recordTitle')}
      okText={t('scheduled.record')}
      cancelText={t('assessment.cancel')}
      okButtonProps={{ disabled: duty === undefined }}
      confirmLoading={recording.isPending}
      onOk={() => recording.mutate()}
      onCancel={onClose}
    >
      <p>
        <strong>{name}</strong>
      </p>
      {field(
        t('scheduled.doneAt'),
        <Input
          type="datetime-local"
          aria-label={t('scheduled.doneAt')}
          value={day}
          onChange={({ target }) => setDay(target.value)}
        />,
      )}
      <p className="quiet">{t('scheduled.doneAtHint')}</p>
      {asked.map((fact) => (
        <div key={fact.id} className="dialog-field">
          <span aria-hidden>{text(fact.title)}</span>
          <ValueInput
            definition={fact}
            label={text(fact.title)}
            value={facts[fact.id] ?? null}
            onCommit={(value) => setFacts((before) => ({ ...before, [fact.id]: value }))}
          />
        </div>
      ))}
      {(['title', 'number', 'link'] as const).map((member) => (
        <div key={member}>
          {field(
            t(`scheduled.document.${member}${needsDocument && member === 'title' ? 'Needed' : ''}`),
            <Input
              aria-label={t(`scheduled.document.${member}`)}
              value={filed[member]}
              maxLength={member === 'link' ? 500 : 200}
              onChange={({ target }) => setFiled({ ...filed, [member]: target.value })}
            />,
          )}
        </div>
      ))}
      {field(
        t('scheduled.note'),
        <Input.TextArea
          aria-label={t('scheduled.note')}
          value={note}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => setNote(target.value)}
        />,
      )}
      <FailureNotice error={recording.error} />
    </Modal>
  )
}
