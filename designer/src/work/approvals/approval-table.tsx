import type { CaseDraft } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { ContentHash } from './content-hash.tsx'

/** Who has approved in this round, which content and when, and who is missing. */
export function ApprovalTable(props: { readonly approvals: CaseDraft['approvals'] }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  return (
    <table className="approval-table">
      <caption>{t('approvals.approvals')}</caption>
      <thead>
        <tr>
          {['office', 'step', 'standing', 'content'].map((head) => (
            <th key={head} scope="col">
              {t(`approvals.heads.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.approvals.map(({ event, title, party, unit, given }) => (
          <tr key={event}>
            <th scope="row">
              {text(party)}
              {unit !== null && <small className="code"> {unit}</small>}
            </th>
            <td>{text(title)}</td>
            <td>
              {given === undefined ? (
                <Tag tone="amber">{t('approvals.missing')}</Tag>
              ) : (
                <>
                  <Tag tone="green">{t('approvals.given')}</Tag>{' '}
                  {t('approvals.byAt', { by: given.by.title, at: moment(given.at) })}
                </>
              )}
            </td>
            <td>{given !== undefined && <ContentHash content={given.draft.content} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
