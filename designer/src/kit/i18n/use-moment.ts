import { useCallback } from 'react'
import { useLanguage } from './use-language.ts'

/** Writes a date-time as a person on this machine reads it, to the minute. */
export function useMoment(): (at: string | undefined) => string {
  const language = useLanguage()
  return useCallback(
    (at) => {
      if (at === undefined) return ''
      const moment = new Date(at)
      if (Number.isNaN(moment.getTime())) return at
      return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
        dateStyle: 'medium',
        timeStyle: 'short',
      }).format(moment)
    },
    [language],
  )
}
