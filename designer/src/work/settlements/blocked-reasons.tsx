import { clauseOf, documentOf } from '@jieli/engine'
import type { FundResult } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import type { TitledRuleset } from '../assessment/use-titles.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { Notice } from '../../kit/notices/notice.tsx'

/** Why a surplus is not distributed yet: what each decision gives as reasons, by which clause, and what it still needs. */
export function BlockedReasons(props: {
  readonly fund: FundResult
  readonly titled: TitledRuleset
}) {
  const { t } = useTranslation()
  const text = useText()
  const { fund, titled } = props
  const { decisions, manifest } = titled.ruleset
  const documentTitle = (id: string): string =>
    text(manifest.sources.find((source) => source.id === id)?.title, id)
  return (
    <Notice kind="warning" title={t('money.blocked')}>
      <ul className="blocked-reasons">
        {fund.blockedBy.map((id) => {
          const result = fund.decisions.find(({ decision }) => decision === id)
          const title = text(decisions.find((decision) => decision.id === id)?.title, id)
          if (result === undefined) return <li key={id}>{t('money.noDecision', { title })}</li>
          return (
            <li key={id}>
              <strong>{title}</strong>
              <ul>
                {result.reasons.map((reason) => (
                  <li key={reason.rule}>
                    {text(reason.text)}
                    {reason.cites.map((cite) => (
                      <span key={cite} className="quiet">
                        {' '}
                        {t('money.clause', {
                          document: documentTitle(documentOf(cite)),
                          clause: clauseOf(cite),
                        })}
                      </span>
                    ))}
                  </li>
                ))}
                {result.needs.length > 0 && (
                  <li>
                    {t('money.stillNeeded', {
                      facts: result.needs.map(titled.titles.need).join(t('tables.comma')),
                    })}
                  </li>
                )}
              </ul>
            </li>
          )
        })}
      </ul>
    </Notice>
  )
}
