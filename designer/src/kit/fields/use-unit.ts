import { unitLabels } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'

/** The label of a unit of measure; an unknown one is shown as written. */
export function useUnit(unit: string | undefined): string | undefined {
  const { t } = useTranslation()
  const language = useLanguage()
  if (unit === undefined) return undefined
  return t(`fields.units.${unit}`, { defaultValue: unitLabels[unit]?.[language] ?? unit })
}
