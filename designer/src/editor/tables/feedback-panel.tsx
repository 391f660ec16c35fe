import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import type { RuleFeedback } from './use-rule-feedback.ts'

/** The counts behind the sentence on a rule: by unit and version, with the reasons given. */
export function FeedbackPanel({ feedback }: { readonly feedback: RuleFeedback }) {
  const { t } = useTranslation()
  const text = useText()
  const { from, to, rows } = feedback
  return (
    <>
      <p>{t('feedback.span', { from, to })}</p>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('feedback.unit')}</th>
            <th scope="col">{t('feedback.version')}</th>
            <th scope="col">{t('feedback.shown')}</th>
            <th scope="col">{t('feedback.accepted')}</th>
            <th scope="col">{t('feedback.overridden')}</th>
            <th scope="col">{t('feedback.silent')}</th>
            <th scope="col">{t('feedback.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ unit, unitTitle, version, shown, accepted, overridden, reasons }) => (
            <tr key={JSON.stringify([unit, version])}>
              <th scope="row">{unit === null ? t('feedback.noUnit') : (unitTitle ?? unit)}</th>
              <td>{version}</td>
              <td>{shown}</td>
              <td>{accepted}</td>
              <td>{overridden}</td>
              <td>{shown - accepted - overridden}</td>
              <td>
                {reasons.map(({ code, title, count }) => (
                  <div key={code ?? ''}>
                    {t('feedback.reason', {
                      reason:
                        code === null ? t('feedback.noReason') : text(title ?? undefined, code),
                      number: count,
                    })}
                  </div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('feedback.hint')}</p>
    </>
  )
}
