import type { Unit } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Preparation, PreparedCard } from '../api/runs.ts'
import { Mark } from '../shell/mark.tsx'
import { Notice } from '../shell/notice.tsx'
import { CloseStep, type CloseStepProps } from './close-step.tsx'

/** Step three: what a run would still lack, unit by unit. */
export function MissingPanel(
  props: CloseStepProps & {
    readonly preparation: Preparation
    readonly units: readonly Unit[]
    readonly onEnter: (unit: string | null) => void
  },
) {
  const { t } = useTranslation()
  const { preparation, units, titled, rights, onEnter } = props
  const lacking = preparation.cards.filter(({ needs }) => needs.length > 0)
  const undated = Object.entries(preparation.undated).filter(([, count]) => count > 0)
  return (
    <CloseStep
      number={3}
      title={t('assessment.missing.title')}
      hint={t('assessment.missing.hint', { count: preparation.caseCount })}
      state={
        <Mark tone={lacking.length === 0 ? 'green' : 'amber'}>
          {lacking.length === 0
            ? t('assessment.missing.complete')
            : t('assessment.missing.lacking', { count: lacking.length })}
        </Mark>
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
      {lacking.length > 0 && (
        <details open={lacking.length <= 8}>
          <summary>{t('assessment.missing.show')}</summary>
          <ul className="missing-list">
            {lacking.map((card) => (
              <li key={card.unit ?? ''}>
                <strong>{nameOf(card)}</strong>
                <span>{wordsOf(card)}</span>
                {rights.write && (
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
        </details>
      )}
    </CloseStep>
  )

  function nameOf({ unit }: PreparedCard): string {
    return unit === null
      ? t('assessment.community')
      : (units.find(({ id }) => id === unit)?.title ?? unit)
  }

  function wordsOf({ needs }: PreparedCard): string {
    const shown = needs.slice(0, 6).map((need) => titled.titles.need(need))
    const rest = needs.length - shown.length
    return (
      shown.join(t('assessment.listSeparator')) +
      (rest > 0 ? t('assessment.missing.andMore', { count: rest }) : '')
    )
  }
}
