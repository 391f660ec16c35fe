import { useCallback } from 'react'
import { useLanguage } from './use-language.ts'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** Writes a length of time as people say it, in its largest unit, rounded down: 3天, 5小时, 12分钟. */
export function useSpan(): (milliseconds: number) => string {
  const language = useLanguage()
  return useCallback(
    (milliseconds) => {
      const [unit, length] =
        milliseconds >= 2 * day
          ? (['day', day] as const)
          : milliseconds >= hour
            ? (['hour', hour] as const)
            : (['minute', minute] as const)
      return new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
        style: 'unit',
        unit,
        unitDisplay: 'long',
      }).format(Math.floor(milliseconds / length))
    },
    [language],
  )
}
