import type { Pathway, Ruleset } from '@jieli/engine'
import type { Case, CaseCorrectionInput } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, describeFailure } from '../../../api/api-error.ts'
import { correctEvents, previewCorrection } from '../../../api/cases.ts'
import { createIdempotencyKey } from '../../../api/request.ts'
import { useText } from '../../../kit/i18n/use-language.ts'
import { Notice } from '../../../kit/notices/notice.tsx'
import { attachmentsInput, useUploadParts } from '../../attachments/use-uploads.ts'
import { ChangeForm } from './change-form.tsx'
import { namedEntries } from './corrected-entries.ts'
import { CorrectionOutcome } from './correction-outcome.tsx'
import { changeInput, createChange, type DraftChange, isFilled } from './draft-change.ts'

/** Fills in a correction, shows what the case would become by it, and makes it. */
export function CorrectionDialog(props: {
  readonly document: Case
  readonly ruleset: Ruleset
  readonly pathway: Pathway
  readonly first: DraftChange
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const queryClient = useQueryClient()
  const { document, ruleset, pathway, first, onClose } = props
  const [changes, setChanges] = useState<readonly DraftChange[]>([first])
  const [reason, setReason] = useState('')
  const key = useRef(createIdempotencyKey())
  const previewing = useMutation({
    mutationFn: (input: CaseCorrectionInput) => previewCorrection(document.id, input),
  })
  const making = useMutation({
    mutationFn: (input: CaseCorrectionInput) =>
      correctEvents(document.id, input, {
        revision: previewing.data?.revision ?? document.revision,
        idempotencyKey: key.current,
      }),
    onSuccess: (next) => {
      const { damage } = document
      queryClient.setQueryData(['case', document.id], { ...next, ...(damage && { damage }) })
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
      onClose()
    },
  })
  // What was shown no longer holds once something is changed.
  const touched = (): void => {
    previewing.reset()
    making.reset()
    key.current = createIdempotencyKey()
  }
  const uploads = useUploadParts(document.id, touched)
  const input = () => ({
    reason: reason.trim(),
    changes: changes.map((change) => ({
      ...changeInput(change),
      ...(change.kind === 'late' && attachmentsInput(uploads.of(change.key))),
    })),
  })
  const edit = (next: readonly DraftChange[]): void => {
    setChanges(next)
    touched()
  }
  const add = (change: (key: number) => DraftChange): void =>
    edit([...changes, change(Math.max(0, ...changes.map((each) => each.key)) + 1)])
  const error = making.error ?? previewing.error
  const inTheWay = entryInTheWay(error)
  const blocking = inTheWay === undefined ? undefined : namedEntries(document).get(inTheWay)
  const mayVoid =
    blocking !== undefined &&
    blocking.entry !== '1' &&
    !changes.some(({ of }) => of?.entry === blocking.entry)
  const ready =
    reason.trim() !== '' && changes.length > 0 && changes.every(isFilled) && uploads.whole
  const moved = error instanceof ApiError && error.code === 'CASE_STALE'
  return (
    <Modal
      open
      width={640}
      title={t('corrections.title')}
      onCancel={onClose}
      footer={[
        <Button key="close" onClick={onClose}>
          {t('assessment.cancel')}
        </Button>,
        previewing.data === undefined ? (
          <Button
            key="preview"
            type="primary"
            disabled={!ready}
            loading={previewing.isPending}
            onClick={() => previewing.mutate(input())}
          >
            {t('corrections.preview')}
          </Button>
        ) : (
          <Button
            key="make"
            type="primary"
            loading={making.isPending}
            onClick={() => making.mutate(input())}
          >
            {t('corrections.make')}
          </Button>
        ),
      ]}
    >
      <p className="quiet">{t('corrections.hint')}</p>
      {changes.map((change) => (
        <ChangeForm
          key={change.key}
          ruleset={ruleset}
          pathway={pathway}
          change={change}
          uploads={uploads.of(change.key)}
          onChange={(next) => edit(changes.map((each) => (each.key === change.key ? next : each)))}
          onRemove={
            changes.length === 1
              ? undefined
              : () => {
                  uploads.of(change.key).clear()
                  edit(changes.filter((each) => each.key !== change.key))
                }
          }
        />
      ))}
      <Button size="small" onClick={() => add((next) => createChange(next, 'late'))}>
        {t('corrections.addLate')}
      </Button>
      <label className="dialog-field">
        {t('corrections.reason')}
        <Input.TextArea
          aria-label={t('corrections.reason')}
          value={reason}
          maxLength={2000}
          autoSize={{ minRows: 2 }}
          onChange={({ target }) => {
            setReason(target.value)
            edit(changes)
          }}
        />
      </label>
      {error !== null && (
        <Notice
          kind="error"
          title={text(describeFailure(error))}
          action={
            mayVoid ? (
              <Button
                size="small"
                onClick={() => add((next) => createChange(next, 'voided', blocking))}
              >
                {t('corrections.voidToo')}
              </Button>
            ) : (
              moved && (
                <Button
                  size="small"
                  onClick={() => {
                    void queryClient.invalidateQueries({ queryKey: ['case', document.id] })
                    onClose()
                  }}
                >
                  {t('cases.reload')}
                </Button>
              )
            )
          }
        />
      )}
      {previewing.data !== undefined && (
        <CorrectionOutcome preview={previewing.data} ruleset={ruleset} pathway={pathway} />
      )}
    </Modal>
  )
}

/** The event that keeps a correction from being made, where one does. Pure. */
function entryInTheWay(error: unknown): string | undefined {
  if (!(error instanceof ApiError) || error.code !== 'CORRECTION_REFUSED') return undefined
  const { entry } = error.problem as { readonly entry?: unknown }
  return typeof entry === 'string' ? entry : undefined
}
