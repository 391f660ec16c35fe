import type { VersionSummary } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { useMoment } from '../../kit/i18n/use-moment.ts'

/** What the publisher of a version took on in words, in a row below it; nothing where nothing had to be. */
export function AcknowledgedRow(props: {
  readonly acknowledged: NonNullable<VersionSummary['acknowledged']>
}) {
  const { t } = useTranslation()
  const text = useText()
  const moment = useMoment()
  if (props.acknowledged.length === 0) return null
  return (
    <tr>
      <td colSpan={4} className="versions-acknowledged">
        <strong>{t('versions.acknowledged')}</strong>
        <ul>
          {props.acknowledged.map(({ issue, message, words, by, at }) => (
            <li key={issue}>
              {text(message)}
              <p>{t('versions.acknowledgedBy', { by, at: moment(at), words })}</p>
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}
