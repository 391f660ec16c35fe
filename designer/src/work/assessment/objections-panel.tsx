import type { Objection } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { answerObjection } from '../../api/runs.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { CorrectDialog } from './correct-dialog.tsx'
import { cardAddress, type ReadableRun, titleOfUnit } from './use-assessment-run.ts'

/** The units' objections to their numbers, open ones first, with what was answered. */
export function ObjectionsPanel(props: ReadableRun) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { run, titled, rights } = props
  const [answering, setAnswering] = useState<Objection>()
  const [correcting, setCorrecting] = useState<Objection>()
  const ordered = run.objections.toSorted(
    (a, b) => Number(a.answer !== undefined) - Number(b.answer !== undefined),
  )
  const factOf = ({ indicator }: Objection): string | undefined =>
    titled.titles.indicatorOf(indicator)?.numerator
  return (
    <section className="panel run-section" aria-labelledby="objections">
      <h2 id="objections">{t('assessment.run.objections')}</h2>
      {ordered.length === 0 && <p className="quiet">{t('assessment.run.noObjections')}</p>}
      <ul className="objections">
        {ordered.map((objection) => (
          <li key={objection.id}>
            <div className="objection-head">
              <ObjectionTag objection={objection} />
              <Link to={`${cardAddress(run, objection.unit)}#${objection.indicator}`}>
                {t('assessment.run.objectionOf', {
                  unit: titleOfUnit(run, objection.unit),
                  indicator: titled.titles.indicator(objection.indicator),
                })}
              </Link>
              <span className="quiet">
                {t('assessment.run.objectedBy', {
                  by: objection.by.title,
                  at: moment(objection.at),
                })}
              </span>
            </div>
            <p>{objection.reason}</p>
            {objection.answer !== undefined && (
              <p className="objection-answer">
                {objection.answer.words}{' '}
                <span className="quiet">
                  {t('assessment.run.answeredBy', {
                    by: objection.answer.by.title,
                    at: moment(objection.answer.at),
                  })}
                </span>
              </p>
            )}
            {run.status !== 'superseded' && (
              <div className="close-tools">
                {rights.review && objection.answer === undefined && (
                  <Button onClick={() => setAnswering(objection)}>
                    {t('assessment.run.answer')}
                  </Button>
                )}
                {rights.write && objection.answer?.accepted === true && (
                  <Button onClick={() => setCorrecting(objection)}>
                    {t('assessment.run.correct')}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {answering !== undefined && (
        <AnswerDialog {...props} objection={answering} onClose={() => setAnswering(undefined)} />
      )}
      {correcting !== undefined && (
        <CorrectDialog
          {...props}
          about={{ unit: correcting.unit, fact: factOf(correcting) }}
          onClose={() => setCorrecting(undefined)}
        />
      )}
    </section>
  )
}

function ObjectionTag({ objection: { answer } }: { readonly objection: Objection }) {
  const { t } = useTranslation()
  if (answer === undefined) return <Tag tone="amber">{t('assessment.run.openObjection')}</Tag>
  return answer.accepted ? (
    <Tag tone="green">{t('assessment.run.accepted')}</Tag>
  ) : (
    <Tag tone="neutral">{t('assessment.run.rejected')}</Tag>
  )
}

function AnswerDialog(
  props: ReadableRun & { readonly objection: Objection; readonly onClose: () => void },
) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { run, objection, onClose } = props
  const [accepted, setAccepted] = useState(true)
  const [answer, setAnswer] = useState('')
  const answering = useMutation({
    mutationFn: () => answerObjection(run.id, objection.id, { accepted, words: answer.trim() }),
    onSuccess: async () => {
      onClose()
      await queryClient.invalidateQueries({ queryKey: ['run', run.id] })
    },
  })
  return (
    <Modal
      open
      title={t('assessment.run.answerTitle')}
      okText={t('assessment.run.send')}
      cancelText={t('assessment.cancel')}
      okButtonProps={{ disabled: answer.trim() === '' }}
      confirmLoading={answering.isPending}
      onOk={() => answering.mutate()}
      onCancel={onClose}
    >
      <p className="quiet">{t('assessment.run.answerHint')}</p>
      <p>{objection.reason}</p>
      <Radio.Group
        aria-label={t('assessment.run.answerKind')}
        value={accepted}
        options={[
          { value: true, label: t('assessment.run.accepted') },
          { value: false, label: t('assessment.run.rejected') },
        ]}
        onChange={(event) => setAccepted(event.target.value === true)}
      />
      <label className="dialog-field">
        {t('assessment.run.answerText')}
        <Input.TextArea
          aria-label={t('assessment.run.answerText')}
          value={answer}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          onChange={(event) => setAnswer(event.target.value)}
        />
      </label>
      <FailureNotice error={answering.error} />
    </Modal>
  )
}
