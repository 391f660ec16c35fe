import type { Dependent } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import { withdrawVersion } from '../../api/rulesets.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** Asks why a version is withdrawn, and once more where others rest on it. */
export function WithdrawForm(props: {
  readonly ruleset: string
  readonly version: string
  readonly onEnd: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const queryClient = useQueryClient()
  const [reason, setReason] = useState('')
  const withdrawing = useMutation({
    mutationFn: (despiteDependents: boolean) =>
      withdrawVersion(props.ruleset, props.version, { reason: reason.trim(), despiteDependents }),
    onSuccess: () => {
      for (const queryKey of [['rulesets'], ['templates'], ['worklist'], ['pull']])
        void queryClient.invalidateQueries({ queryKey })
      props.onEnd()
    },
  })
  const { error } = withdrawing
  const dependents: readonly Dependent[] | undefined =
    error instanceof ApiError ? error.problem.dependents : undefined
  return (
    <section
      className="withdraw-form"
      aria-label={t('versions.confirmTitle', { version: props.version })}
    >
      <h3>{t('versions.confirmTitle', { version: props.version })}</h3>
      <p className="quiet">{t('versions.hint')}</p>
      <label htmlFor="withdraw-reason">{t('versions.reason')}</label>
      <Input.TextArea
        id="withdraw-reason"
        autoFocus
        maxLength={500}
        autoSize={{ minRows: 2 }}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      {dependents !== undefined && (
        <Notice kind="warning" title={t('versions.dependents', { count: dependents.length })}>
          <ul>
            {dependents.map((each) => (
              <li key={each.ruleset}>
                {text(each.title)} {each.version ?? t('versions.draftOnly')}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {error !== null && dependents === undefined && <FailureNotice error={error} />}
      <div className="withdraw-actions">
        <Button onClick={props.onEnd}>{t('versions.cancel')}</Button>
        <Button
          danger
          type="primary"
          disabled={reason.trim() === ''}
          loading={withdrawing.isPending}
          onClick={() => withdrawing.mutate(dependents !== undefined)}
        >
          {t(dependents === undefined ? 'versions.confirm' : 'versions.confirmDespite')}
        </Button>
      </div>
    </section>
  )
}
