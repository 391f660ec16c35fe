import { useTranslation } from 'react-i18next'

/** How a unit of a fact or parameter reads; one we have no word for reads as it is written. */
export function useUnit(unit: string | undefined): string | undefined {
  const { t } = useTranslation()
  return unit === undefined ? undefined : t(`fields.units.${unit}`, { defaultValue: unit })
}
