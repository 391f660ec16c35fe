import { unitLabels } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'

/** How a unit of a fact or parameter reads; one we have no word for reads as it is written. */
export function useUnit(unit: string | undefined): string | undefined {
  const { t } = useTranslation()
  const language = useLanguage()
  if (unit === undefined) return undefined
  return t(`fields.units.${unit}`, { defaultValue: unitLabels[unit]?.[language] ?? unit })
}
