import { periodOf } from '@jieli/engine'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** The label of a period: 2025 年 1 月, 2025 年第一季度; of what is done once and for all, that. */
export function usePeriodLabel(): (text: string) => string {
  const { t } = useTranslation()
  return useCallback(
    (text) => {
      if (text === 'once') return t('assessment.periodLabels.once')
      const period = periodOf(text)
      if (period === undefined) return text
      return t(`assessment.periodLabels.${period.type}`, {
        year: text.slice(0, 4),
        month: Number(text.slice(5, 7)),
        part: t(`assessment.parts.${text.slice(-1)}`, { defaultValue: '' }),
      })
    },
    [t],
  )
}
