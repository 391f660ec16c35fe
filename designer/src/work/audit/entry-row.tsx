import { type AuditEntry, shortId } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { EntryDetail } from './entry-detail.tsx'
import { EntryTarget } from './entry-target.tsx'

/** One entry; what else is kept with it is shown below it when asked for. */
export function EntryRow(props: {
  readonly entry: AuditEntry
  /** What the county goes by. */
  readonly county: string
  readonly onOnly: () => void
}) {
  const { t } = useTranslation()
  const moment = useMoment()
  const [open, setOpen] = useState(false)
  const shown = useId()
  const { entry } = props
  const action = t(`auditLog.actions.${entry.action}`, { defaultValue: entry.action })
  return (
    <>
      <tr className={open ? 'audit-open' : undefined}>
        <td>
          <time dateTime={entry.at}>{moment(entry.at)}</time>
        </td>
        <td>
          <Actor actor={entry.actor} />
        </td>
        <th scope="row">
          {action}{' '}
          {entry.detail?.['taken'] === false && <Tag tone="amber">{t('auditLog.notTaken')}</Tag>}
        </th>
        <td>
          <EntryTarget entry={entry} />
        </td>
        <td>{props.county === '' ? '–' : props.county}</td>
        <td>
          <Button
            size="small"
            aria-expanded={open}
            aria-controls={shown}
            aria-label={t(open ? 'auditLog.hideNamed' : 'auditLog.showNamed', {
              action,
              at: moment(entry.at),
            })}
            onClick={() => setOpen(!open)}
          >
            {t(open ? 'auditLog.hide' : 'auditLog.show')}
          </Button>
        </td>
      </tr>
      {open && (
        <tr id={shown}>
          <td colSpan={6}>
            <EntryDetail entry={entry} onOnly={props.onOnly} />
          </td>
        </tr>
      )}
    </>
  )
}

/** Who has done it: a person or key by its title, or which part of the server itself. */
function Actor({ actor }: Pick<AuditEntry, 'actor'>) {
  const { t } = useTranslation()
  const { kind, id, title } = actor
  if (kind === 'timer' || kind === 'system')
    return t(`auditLog.actors.${id}`, { defaultValue: title === '' ? id : title })
  return (
    <>
      {title === '' ? id : title}{' '}
      <span className="quiet">
        {kind === 'key' && t('auditLog.subjects.key')}{' '}
        <span className="code">{kind === 'key' ? shortId(id) : id}</span>
      </span>
    </>
  )
}
