import type { CaseDraft } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'

/** Each time the draft was sent back, by whom and why; nothing where it never was. */
export function RefusalList(props: { readonly refusals: CaseDraft['refusals'] }) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  if (props.refusals.length === 0) return null
  return (
    <>
      <h3>{t('approvals.refusals')}</h3>
      <ol className="refusal-list">
        {props.refusals.map(({ at, by, title, reason, draft }) => (
          <li key={at}>
            <strong>{text(title)}</strong>{' '}
            <span className="quiet">
              {t('approvals.ofRevision', {
                by: by.title,
                at: moment(at),
                revision: draft.revision,
              })}
            </span>
            {reason !== null && <p>{reason}</p>}
          </li>
        ))}
      </ol>
    </>
  )
}
