import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../kit/i18n/use-language.ts'

/** Writes a value of an entry's detail as a person reads it: yes and no, lists, and within them names with their values. */
export function useDetailValue(): (name: string, value: unknown) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  return useCallback(
    (name, value) => {
      const [among, between, colon] = language === 'zh' ? ['，', '；', '：'] : [', ', '; ', ': ']
      const write = (about: string, each: unknown): string => {
        if (each === null || each === '') return '–'
        if (typeof each === 'boolean') return t(each ? 'auditLog.yes' : 'auditLog.no')
        if (typeof each === 'string')
          return about === 'role' ? t(`people.roles.${each}`, { defaultValue: each }) : each
        if (typeof each !== 'object') return JSON.stringify(each)
        if (Array.isArray(each)) {
          const flat = each.every((one) => typeof one !== 'object' || one === null)
          return each.map((one) => write(about, one)).join(flat ? among : between) || '–'
        }
        const { zh, en, ...rest } = each as Readonly<Record<string, unknown>>
        if (typeof zh === 'string' && typeof en === 'string' && Object.keys(rest).length === 0)
          return language === 'zh' ? zh : en
        const parts = Object.entries(each).map(
          ([key, part]) =>
            `${t(`auditLog.names.${key}`, { defaultValue: key })}${colon}${write(key, part)}`,
        )
        return parts.join(among) || '–'
      }
      return write(name, value)
    },
    [t, language],
  )
}
