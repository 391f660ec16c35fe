import type { ProcedureCase } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { usePartiesText } from './use-parties-text.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** One procedure under way: where it is and whom it waits for. */
export function ProcedureLine(props: { readonly item: ProcedureCase }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  const partiesText = usePartiesText()
  const { item } = props
  return (
    <li>
      <Tag tone={item.status === 'done' ? 'neutral' : item.mine ? 'amber' : 'blue'}>
        {text(item.state)}
      </Tag>
      <Link to={`/cases/${item.case}`}>{text(item.title)}</Link>
      {item.waitsFor.some(({ late }) => late) && <Tag tone="red">{t('duties.caseLate')}</Tag>}
      {item.waitsFor.length > 0 && (
        <span>
          {t('procedures.waitsFor', {
            parties: partiesText(item.waitsFor),
          })}
        </span>
      )}
      <span className="spacer" />
      <time className="quiet" dateTime={item.updatedAt}>
        {moment(item.updatedAt)}
      </time>
    </li>
  )
}
