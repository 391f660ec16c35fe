import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { enterPaperCase, previewPaperCase } from '../../api/paper-cases.ts'
import { ValueInput } from '../../kit/fields/value-input.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { PageWait } from '../../kit/notices/page-wait.tsx'
import { AttachmentField } from '../attachments/attachment-field.tsx'
import { useUploadParts } from '../attachments/use-uploads.ts'
import '../cases/cases.css'
import { ChangeForm } from '../cases/corrections/change-form.tsx'
import { createChange } from '../cases/corrections/draft-change.ts'
import { EventField } from '../cases/event-field.tsx'
import { askedFacts } from './asked-facts.ts'
import './paper.css'
import {
  beginningPart,
  emptyPaper,
  isPaperFilled,
  type PaperDraft,
  paperInput,
} from './paper-draft.ts'
import { PaperOutcome } from './paper-outcome.tsx'
import { PathwayChoice } from './pathway-choice.tsx'
import { useRunPathway } from './use-run-pathway.ts'

/** Enters a case that was begun on paper: what stands on the sheet, what the case would be, and then the case. */
export function PaperPage() {
  const { t } = useTranslation()
  const text = useText()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState<PaperDraft>(emptyPaper)
  const unit = draft.facts['fromUnit.id']
  const running = useRunPathway({
    day: draft.begun === '' ? undefined : draft.begun.slice(0, 10),
    unit: typeof unit === 'string' ? unit : undefined,
  })
  const { chosen } = running
  const previewing = useMutation({ mutationFn: previewPaperCase })
  const entering = useMutation({
    mutationFn: enterPaperCase,
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: ['cases'] })
      await navigate(`/cases/${id}`)
    },
  })
  // What was shown no longer holds once something is changed.
  const touched = (): void => {
    previewing.reset()
    entering.reset()
  }
  const uploads = useUploadParts(null, touched)
  const input = () =>
    paperInput(
      draft,
      {
        ruleset: chosen?.ruleset.manifest.id ?? '',
        pathway: chosen?.pathway.id ?? '',
      },
      uploads,
    )
  const edit = (change: Partial<PaperDraft>): void => {
    setDraft({ ...draft, ...change })
    touched()
  }
  const chosenAnew = (choose: (value: string) => void) => (value: string) => {
    choose(value)
    edit({ facts: {}, steps: [] })
  }
  if (running.error !== null || running.waiting) return <PageWait error={running.error} />
  const { rulesets, pathways } = running
  return (
    <main className="page">
      <Link to="/cases">{t('cases.back')}</Link>
      <h1 className="page-title">{t('paper.title')}</h1>
      <p className="quiet">{t('paper.hint')}</p>
      <div className="paper-form">
        <section className="panel paper-part" aria-label={t('paper.sheet')}>
          <h2>{t('paper.sheet')}</h2>
          <div className="paper-fields">
            <EventField name={t('paper.number')}>
              <Input
                aria-label={t('paper.number')}
                value={draft.sheet}
                maxLength={60}
                onChange={({ target }) => edit({ sheet: target.value })}
              />
            </EventField>
            <PathwayChoice
              rulesets={{ ...rulesets, choose: chosenAnew(rulesets.choose) }}
              pathways={{ ...pathways, choose: chosenAnew(pathways.choose) }}
            />
            <EventField name={t('paper.begun')}>
              <Input
                type="datetime-local"
                step={1}
                aria-label={t('paper.begun')}
                value={draft.begun}
                onChange={({ target }) => edit({ begun: target.value })}
              />
            </EventField>
          </div>
        </section>
        {chosen === undefined ? (
          <p className="quiet">{t('paper.nothingInForce')}</p>
        ) : (
          <>
            <section className="panel paper-part" aria-label={t('paper.questions')}>
              <h2>{t('paper.questions')}</h2>
              <p className="quiet">{t('paper.unknownHint')}</p>
              <div className="paper-fields">
                {askedFacts(chosen.ruleset, chosen.pathway).map((fact) => (
                  <EventField key={fact.id} name={text(fact.title)}>
                    <ValueInput
                      definition={fact}
                      label={text(fact.title)}
                      value={draft.facts[fact.id] ?? null}
                      onCommit={(value) => edit({ facts: { ...draft.facts, [fact.id]: value } })}
                    />
                  </EventField>
                ))}
                <EventField name={t('attachments.optional')}>
                  <AttachmentField uploads={uploads.of(beginningPart)} />
                </EventField>
              </div>
            </section>
            <section className="panel paper-part" aria-label={t('paper.taken')}>
              <h2>{t('paper.taken')}</h2>
              {draft.steps.map((step, index) => (
                <ChangeForm
                  key={step.key}
                  ruleset={chosen.ruleset}
                  pathway={chosen.pathway}
                  name={t('paper.step', { number: index + 1 })}
                  change={step}
                  uploads={uploads.of(step.key)}
                  onChange={(next) =>
                    edit({
                      steps: draft.steps.map((each) => (each.key === step.key ? next : each)),
                    })
                  }
                  onRemove={() => {
                    uploads.of(step.key).clear()
                    edit({ steps: draft.steps.filter((each) => each !== step) })
                  }}
                />
              ))}
              <Button
                onClick={() => {
                  const last = Math.max(0, ...draft.steps.map(({ key }) => key))
                  edit({ steps: [...draft.steps, createChange(last + 1, 'late')] })
                }}
              >
                {t('paper.addStep')}
              </Button>
            </section>
            <FailureNotice error={entering.error ?? previewing.error} />
            {previewing.data !== undefined && (
              <section className="panel paper-part" aria-label={t('paper.outcome')}>
                <PaperOutcome preview={previewing.data} {...chosen} />
              </section>
            )}
            <div className="paper-buttons">
              {previewing.data === undefined ? (
                <Button
                  type="primary"
                  disabled={!isPaperFilled(draft) || !uploads.whole}
                  loading={previewing.isPending}
                  onClick={() => previewing.mutate(input())}
                >
                  {t('corrections.preview')}
                </Button>
              ) : (
                <Button
                  type="primary"
                  loading={entering.isPending}
                  onClick={() => entering.mutate(input())}
                >
                  {t('paper.enter')}
                </Button>
              )}
            </div>
          </>
        )}
      </div>
    </main>
  )
}
