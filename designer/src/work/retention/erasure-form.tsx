import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { proposeErasure } from '../../api/retention.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ReasonForm } from './reason-form.tsx'

/** Proposes to erase a person, by which law and why; somebody else confirms it. */
export function ErasureForm(props: { readonly county: string; readonly patient: string }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [ground, setGround] = useState('')
  const field = useId()
  const { county, patient } = props
  const proposing = useMutation({
    mutationFn: async (reason: string) =>
      await proposeErasure(county, { patient, ground: ground.trim(), reason }),
    onSuccess: async () => await queries.invalidateQueries({ queryKey: ['erasures', county] }),
  })
  return (
    <ReasonForm
      danger
      title={t('retention.erase')}
      hint={t('retention.eraseHint')}
      label={t('retention.reason')}
      action={t('retention.propose')}
      busy={proposing.isPending}
      error={proposing.error}
      ready={ground.trim() !== ''}
      onSend={(reason) => proposing.mutate(reason)}
      more={
        <>
          <label htmlFor={field}>{t('retention.ground')}</label>
          <Input
            id={field}
            value={ground}
            maxLength={300}
            placeholder={t('retention.groundHint')}
            onChange={({ target }) => setGround(target.value)}
          />
        </>
      }
    >
      {proposing.isSuccess && <Notice kind="success" title={t('retention.proposed')} />}
    </ReasonForm>
  )
}
