import type { Leaving, User } from '@jieli/server/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Radio, Select } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leave, readLeaving } from '../../api/leaving.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import { GrantList } from './grant-list.tsx'

/** Somebody leaves: what is theirs, to whom it goes, and having it done. */
export function LeavingDialog(props: {
  readonly user: User
  /** Those who may take over. */
  readonly others: readonly User[]
  readonly onClose: () => void
}) {
  const { t } = useTranslation()
  const label = useId()
  const clear = useClear()
  const queries = useQueryClient()
  const { user, others, onClose } = props
  const { username, title } = user
  const [successor, setSuccessor] = useState<string | null>(null)
  const [pass, setPass] = useState(false)
  const [reason, setReason] = useState('')
  const leaving = useQuery({
    queryKey: ['leaving', username],
    queryFn: async () => await readLeaving(username),
  })
  const making = useMutation({
    mutationFn: async () =>
      await leave(username, {
        reason: reason.trim(),
        keys: pass && successor !== null ? 'pass' : 'withdraw',
        ...(successor !== null && { successor }),
      }),
    onSuccess: onClose,
    onSettled: async () => {
      for (const key of ['users', 'keys', 'leaving'])
        await queries.invalidateQueries({ queryKey: [key] })
    },
  })
  return (
    <Modal
      open
      width={720}
      title={t('leaving.title', { name: title })}
      okText={t('leaving.make')}
      okButtonProps={{ danger: true, disabled: reason.trim() === '' || !leaving.isSuccess }}
      cancelText={t('people.close')}
      confirmLoading={making.isPending}
      onOk={() => making.mutate()}
      onCancel={onClose}
    >
      {leaving.isPending && <Waiting />}
      <FailureNotice error={leaving.error ?? making.error} />
      {leaving.data !== undefined && (
        <>
          <Theirs leaving={leaving.data} />
          <div className="leaving-form">
            <label htmlFor={`${label}-successor`}>{t('leaving.successor')}</label>
            <Select<string | null>
              id={`${label}-successor`}
              allowClear={clear}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={t('leaving.nobody')}
              value={successor}
              options={others
                .filter((other) => !other.disabled && other.username !== username)
                .map((other) => ({
                  value: other.username,
                  label: `${other.title} · ${other.username}`,
                }))}
              onChange={(chosen: string | null | undefined) => setSuccessor(chosen ?? null)}
            />
            {leaving.data.keys.length > 0 && (
              <>
                <span id={`${label}-keys`}>{t('leaving.keysGo')}</span>
                <Radio.Group
                  aria-labelledby={`${label}-keys`}
                  value={pass && successor !== null}
                  options={[
                    { value: false, label: t('leaving.withdraw') },
                    { value: true, label: t('leaving.pass'), disabled: successor === null },
                  ]}
                  onChange={({ target }) => setPass(target.value === true)}
                />
              </>
            )}
            <label htmlFor={`${label}-reason`}>{t('leaving.reason')}</label>
            <Input
              id={`${label}-reason`}
              value={reason}
              maxLength={2000}
              onChange={({ target }) => setReason(target.value)}
            />
          </div>
        </>
      )}
    </Modal>
  )
}

/** What is theirs, and what becomes of it. */
function Theirs({ leaving }: { readonly leaving: Leaving }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const { grants, groupGrants, keys, drafts, jobs, sessions, secondFactor } = leaving
  return (
    <>
      <p className="quiet">{t('leaving.hint')}</p>
      <h3>{t('leaving.grants')}</h3>
      <GrantList grants={grants} />
      {groupGrants.length > 0 && <p>{t('leaving.groups')}</p>}
      <p>
        {t('leaving.sessions', { count: sessions })}
        {secondFactor && t('leaving.secondFactor')}
      </p>
      {keys.length > 0 && (
        <>
          <h3>{t('leaving.keys', { count: keys.length })}</h3>
          <ul>
            {keys.map(({ id, title, usedAt, yours }) => (
              <li key={id}>
                {usedAt === null
                  ? t('leaving.unused', { title })
                  : t('leaving.used', { title, at: moment(usedAt) })}
                {!yours && t('leaving.notYours')}
              </li>
            ))}
          </ul>
        </>
      )}
      {drafts.length > 0 && (
        <p>
          {t('leaving.drafts', {
            titles: drafts.map(({ title }) => text(title)).join(t('tables.comma')),
          })}
        </p>
      )}
      {jobs.length > 0 && (
        <p>
          {t('leaving.jobs', {
            titles: jobs
              .map(({ kind, about }) => `${t(`jobs.kinds.${kind}`)} ${about}`)
              .join(t('tables.comma')),
          })}
        </p>
      )}
    </>
  )
}
