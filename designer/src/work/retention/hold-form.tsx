import type { HoldInput } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setHold } from '../../api/retention.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import { ReasonForm } from './reason-form.tsx'

/** Holds a person, or a case by its number, so that nothing of it is erased. */
export function HoldForm(props: {
  readonly county: string
  /** What is held; a case whose number is to be entered where it is absent. */
  readonly about?: Pick<HoldInput, 'kind' | 'target'>
  readonly onSet?: () => void
}) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [id, setId] = useState('')
  const field = useId()
  const { county, onSet } = props
  const about = props.about ?? ({ kind: 'case', target: id.trim() } as const)
  const setting = useMutation({
    mutationFn: async (reason: string) => await setHold(county, { ...about, reason }),
    onSuccess: async () => {
      onSet?.()
      await queries.invalidateQueries({ queryKey: ['holds', county] })
    },
  })
  return (
    <ReasonForm
      title={t(`retention.hold.${about.kind}`)}
      hint={t('retention.holdHint')}
      label={t('retention.holdReason')}
      action={t('retention.setHold')}
      busy={setting.isPending}
      error={setting.error}
      ready={about.target !== ''}
      onSend={(reason) => setting.mutate(reason)}
      more={
        props.about === undefined && (
          <>
            <label htmlFor={field}>{t('cases.id')}</label>
            <Input id={field} value={id} onChange={({ target }) => setId(target.value)} />
          </>
        )
      }
    >
      {setting.isSuccess && <Notice kind="success" title={t('retention.held')} />}
    </ReasonForm>
  )
}
