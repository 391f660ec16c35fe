import type { PilotDecision } from '@jieli/server/contracts'
import { useMutation } from '@tanstack/react-query'
import { Button, DatePicker, Input, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { evaluatePilot } from '../../api/rulesets.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useVersionsChanged } from './use-versions-changed.ts'

const decisions: readonly PilotDecision[] = ['extend', 'continue', 'end']

/** Asks what was found of a version on trial, and what comes of it from which day. */
export function PilotForm(props: {
  readonly ruleset: string
  readonly version: string
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const { ruleset, version } = props
  const [findings, setFindings] = useState('')
  const [decision, setDecision] = useState<PilotDecision>()
  const [day, setDay] = useState<string>()
  const changed = useVersionsChanged(ruleset)
  const doing = useMutation({
    mutationFn: (input: { decision: PilotDecision; day: string }) =>
      evaluatePilot(ruleset, version, { ...input, findings: findings.trim() }),
    onSuccess: () => {
      changed()
      props.onEnd()
    },
  })
  const title = t('pilot.evaluateNamed', { version })
  const ready = decision !== undefined && day !== undefined && findings.trim() !== ''
  return (
    <section className="withdraw-form" aria-label={title}>
      <h3>{title}</h3>
      <label htmlFor="pilot-findings">{t('pilot.findings')}</label>
      <Input.TextArea
        id="pilot-findings"
        autoFocus
        maxLength={4000}
        autoSize={{ minRows: 3 }}
        value={findings}
        onChange={(event) => setFindings(event.target.value)}
      />
      <fieldset className="pilot-decision">
        <legend>{t('pilot.decision')}</legend>
        <Radio.Group
          value={decision}
          onChange={({ target }) => setDecision(target.value as PilotDecision)}
        >
          {decisions.map((each) => (
            <Radio key={each} value={each}>
              {t(`pilot.decisions.${each}`)}
            </Radio>
          ))}
        </Radio.Group>
      </fieldset>
      {decision !== undefined && (
        <>
          <p className="quiet">{t(`pilot.hints.${decision}`)}</p>
          <div className="pilot-day">
            <label htmlFor="pilot-day">{t(`pilot.days.${decision}`)}</label>
            <DatePicker
              id="pilot-day"
              value={day === undefined ? null : dayjs(day)}
              format="YYYY-MM-DD"
              onChange={(chosen) => setDay(chosen?.format('YYYY-MM-DD') ?? undefined)}
            />
          </div>
        </>
      )}
      <FailureNotice error={doing.error} />
      <div className="withdraw-actions">
        <Button onClick={props.onEnd}>{t('pilot.cancel')}</Button>
        <Button
          type="primary"
          disabled={!ready}
          loading={doing.isPending}
          onClick={() => {
            if (ready) doing.mutate({ decision, day })
          }}
        >
          {t('pilot.save')}
        </Button>
      </div>
    </section>
  )
}
