import { fractionOfExact, type GroupResult, writtenNumber } from '@jieli/engine'
import type { IndicatorResult, ScoreCard } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { IndicatorRow } from './indicator-row.tsx'
import type { ReadableRun } from './use-assessment-run.ts'

/** One group of a score card with its weight, its points and its indicators; or those that lie in no group. */
export function CardGroup(
  props: ReadableRun & {
    readonly card: ScoreCard
    readonly group?: GroupResult
    readonly rest?: readonly IndicatorResult[]
    readonly onObject: ((indicator: string) => void) | undefined
  },
) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { titled, card, group, rest, onObject } = props
  const id = `group-${group?.group ?? 'rest'}`
  const results =
    rest ??
    (group?.indicators ?? []).flatMap((indicator) =>
      card.indicators.filter((result) => result.indicator === indicator),
    )
  const weight = group?.weight
  return (
    <section className="panel run-section" aria-labelledby={id}>
      <div className="group-head">
        <h2 id={id}>
          {group === undefined ? t('assessment.card.rest') : titled.titles.group(group.group)}
        </h2>
        {group !== undefined && (
          <>
            <Tag tone="neutral">{t(`assessment.card.kinds.${group.kind}`)}</Tag>
            {weight !== null && weight !== undefined && (
              <span>
                {t('assessment.card.weight', {
                  weight: writtenNumber('ratio', fractionOfExact(weight), language),
                })}
              </span>
            )}
            {group.pointsShown !== null && (
              <span>{t('assessment.run.points', { points: group.pointsShown })}</span>
            )}
            {group.kind === 'gate' && <GateTag passed={group.passed} />}
          </>
        )}
      </div>
      <div className="table-scroll">
        <table className="indicator-table">
          <thead>
            <tr>
              <th scope="col">{t('assessment.card.indicator')}</th>
              <th scope="col">{t('assessment.card.value')}</th>
              <th scope="col">{t('assessment.card.target')}</th>
              <th scope="col">{t('assessment.card.verdict')}</th>
              <th scope="col">{t('assessment.card.points')}</th>
              <th scope="col">{t('assessment.card.more')}</th>
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <IndicatorRow
                key={result.indicator}
                {...props}
                unit={card.unit?.id ?? null}
                result={result}
                unscored={group?.kind === 'gate'}
                onObject={onObject}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function GateTag({ passed }: { readonly passed: boolean | null }) {
  const { t } = useTranslation()
  if (passed === null) return <Tag tone="neutral">{t('assessment.card.gateUnknown')}</Tag>
  return passed ? (
    <Tag tone="green">{t('assessment.card.gatePassed')}</Tag>
  ) : (
    <Tag tone="red">{t('assessment.card.gateFailed')}</Tag>
  )
}
