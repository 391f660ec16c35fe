import type { RateStatus } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { Tag } from '../../kit/notices/tag.tsx'
import { writtenRate } from './format-result.ts'

const tones = { pass: 'green', fail: 'red', reported: 'neutral', notAssessable: 'neutral' } as const

/** A rate with its numerator and denominator and whether it meets the standard. A denominator of zero is shown as such. */
export function RateCell(props: { readonly rate: RateStatus | undefined }) {
  const { t } = useTranslation()
  const { rate } = props
  if (rate === undefined) return '–'
  const value = writtenRate(rate)
  return (
    <>
      {value === undefined ? (
        <Tag tone="neutral">{t('assessment.run.verdicts.notAssessable')}</Tag>
      ) : (
        <span className="rate-value">
          <strong>{value}</strong>
          {rate.verdict !== 'reported' && (
            <Tag tone={tones[rate.verdict]}>{t(`assessment.run.verdicts.${rate.verdict}`)}</Tag>
          )}
        </span>
      )}
      <div className="quiet">
        {rate.denominator === 0
          ? t('assessment.run.zeroDenominator')
          : rate.numerator !== null &&
            rate.denominator !== null &&
            `${rate.numerator} / ${rate.denominator}`}
      </div>
    </>
  )
}
