import type { Key } from '@jieli/server/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { useTranslation } from 'react-i18next'
import { withdrawKey } from '../../api/keys.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { Tag } from '../../kit/notices/tag.tsx'
import { GrantList } from './grant-list.tsx'

/** API keys: what for, what they may do where, when last used, and when they run out. */
export function KeyTable(props: { readonly keys: readonly Key[] }) {
  const { t } = useTranslation()
  const moment = useMoment()
  const queries = useQueryClient()
  const withdrawing = useMutation({
    mutationFn: withdrawKey,
    onSettled: () => queries.invalidateQueries({ queryKey: ['keys'] }),
  })
  return (
    <>
      <FailureNotice error={withdrawing.error} />
      <table className="plain-table people-table">
        <thead>
          <tr>
            <th scope="col">{t('keys.purpose')}</th>
            <th scope="col">{t('people.grants')}</th>
            <th scope="col">{t('keys.made')}</th>
            <th scope="col">{t('sessions.used')}</th>
            <th scope="col">{t('keys.expires')}</th>
            <th scope="col">{t('sessions.action')}</th>
          </tr>
        </thead>
        <tbody>
          {props.keys.map(
            ({ id, title, grants, disabled, createdAt, usedAt, expiresAt, expiry }) => (
              <tr key={id}>
                <th scope="row">{title}</th>
                <td>
                  <GrantList grants={grants} />
                </td>
                <td>{moment(createdAt)}</td>
                <td>{usedAt === null ? t('keys.neverUsed') : moment(usedAt)}</td>
                <td>
                  {expiresAt === null ? t('keys.lasting') : moment(expiresAt)}
                  {expiry === 'soon' && !disabled && <Tag tone="amber">{t('keys.soon')}</Tag>}
                  {expiry === 'expired' && <Tag tone="red">{t('keys.expired')}</Tag>}
                </td>
                <td>
                  {disabled ? (
                    <Tag tone="red">{t('keys.withdrawn')}</Tag>
                  ) : (
                    <Popconfirm
                      title={t('keys.withdrawConfirm', { title })}
                      okText={t('keys.withdraw')}
                      cancelText={t('assessment.cancel')}
                      onConfirm={() => withdrawing.mutate(id)}
                    >
                      <Button size="small" danger aria-label={t('keys.withdrawNamed', { title })}>
                        {t('keys.withdraw')}
                      </Button>
                    </Popconfirm>
                  )}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </>
  )
}
