import type { OrgUnit } from '@jieli/engine'
import type { Preparation, PreparedCard } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { Notice } from '../../kit/notices/notice.tsx'
import { CloseStep, type CloseStepProps } from './close-step.tsx'

/** Step three: what a run would still lack, unit by unit. */
export function MissingPanel(
  props: CloseStepProps & {
    readonly preparation: Preparation
    readonly units: readonly OrgUnit[]
    readonly onEnter: (unit: string | null) => void
  },
) {
  const { t } = useTranslation()
  const { preparation, titled } = props
  const lacking = preparation.cards.filter(
    ({ needs, unjudged }) => needs.length > 0 || unjudged.length > 0,
  )
  // Without a scheme nothing is scored, and every indicator counts alike.
  const scores = preparation.cards.some(({ scored }) => scored)
  const scored = lacking.filter((card) => card.scored || !scores)
  const reported = lacking.filter((card) => !scored.includes(card))
  const undated = Object.entries(preparation.undated).filter(([, count]) => count > 0)
  return (
    <CloseStep
      number={3}
      title={t('assessment.missing.title')}
      hint={t('assessment.missing.hint', { count: preparation.caseCount })}
      state={
        <Tag tone={scored.length === 0 ? 'green' : 'amber'}>
          {scored.length === 0
            ? t('assessment.missing.complete')
            : t('assessment.missing.lacking', { count: scored.length })}
        </Tag>
      }
    >
      {preparation.open && <Notice kind="info" title={t('assessment.missing.open')} />}
      {undated.map(([pathway, count]) => (
        <Notice
          key={pathway}
          kind="warning"
          title={t('assessment.missing.undated', {
            pathway: titled.titles.pathway(pathway),
            count,
          })}
        />
      ))}
      {scored.length > 0 && (
        <details open={scored.length <= 8}>
          <summary>{t('assessment.missing.show')}</summary>
          <Lacking {...props} cards={scored} />
        </details>
      )}
      {reported.length > 0 && (
        <details>
          <summary>{t('assessment.missing.reported')}</summary>
          <Lacking {...props} cards={reported} />
        </details>
      )}
    </CloseStep>
  )
}

function Lacking(
  props: CloseStepProps & {
    readonly units: readonly OrgUnit[]
    readonly cards: readonly PreparedCard[]
    readonly onEnter: (unit: string | null) => void
  },
) {
  const { t } = useTranslation()
  const text = useText()
  const { units, cards, titled, rights, onEnter } = props
  const nameOf = ({ unit }: PreparedCard): string =>
    unit === null ? t('assessment.community') : (units.find(({ id }) => id === unit)?.title ?? unit)
  const describe = ({ needs, unjudged }: PreparedCard): string => {
    const names = [
      ...needs.map((need) => titled.titles.need(need)),
      ...unjudged.map(({ indicator, because }) =>
        t('assessment.missing.unjudged', {
          indicator: titled.titles.indicator(indicator),
          because: text(because),
        }),
      ),
    ]
    const shown = names.slice(0, 6).join(t('assessment.listSeparator'))
    return names.length > 6
      ? shown + t('assessment.missing.andMore', { count: names.length - 6 })
      : shown
  }
  return (
    <ul className="missing-list">
      {cards.map((card) => (
        <li key={card.unit ?? ''}>
          <strong>{nameOf(card)}</strong>
          <span>{describe(card)}</span>
          {rights.write && card.needs.length > 0 && (
            <Button
              size="small"
              aria-label={t('assessment.missing.enterNamed', { unit: nameOf(card) })}
              onClick={() => onEnter(card.unit)}
            >
              {t('assessment.missing.enter')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
