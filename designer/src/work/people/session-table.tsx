import type { Session } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { describeBrowser } from './describe-browser.ts'
import './people.css'

/** Where somebody is signed in: since when, from where, last used when. */
export function SessionTable(props: {
  readonly sessions: readonly Session[]
  /** Ends one of them; without it they are only shown. */
  readonly onEnd?: (id: string) => void
  readonly busy?: boolean
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const { sessions, onEnd, busy = false } = props
  if (sessions.length === 0) return <p className="quiet">{t('sessions.none')}</p>
  return (
    <table className="plain-table people-table">
      <thead>
        <tr>
          <th scope="col">{t('sessions.browser')}</th>
          <th scope="col">{t('sessions.address')}</th>
          <th scope="col">{t('sessions.begun')}</th>
          <th scope="col">{t('sessions.used')}</th>
          <th scope="col">{t('sessions.ends')}</th>
          {onEnd !== undefined && <th scope="col">{t('sessions.action')}</th>}
        </tr>
      </thead>
      <tbody>
        {sessions.map(({ id, createdAt, usedAt, expiresAt, address, agent, current }) => {
          const browser =
            agent === null ? undefined : (describeBrowser(agent) ?? agent.slice(0, 40))
          return (
            <tr key={id}>
              <th scope="row" title={agent ?? undefined}>
                {browser ?? t('sessions.unknown')}
                {current && <Tag tone="green">{t('sessions.current')}</Tag>}
              </th>
              <td className="code">{address ?? t('sessions.unknown')}</td>
              <td>{moment(createdAt)}</td>
              <td>{moment(usedAt)}</td>
              <td>{moment(expiresAt)}</td>
              {onEnd !== undefined && (
                <td>
                  {!current && (
                    <Button size="small" disabled={busy} onClick={() => onEnd(id)}>
                      {t('sessions.end')}
                    </Button>
                  )}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
