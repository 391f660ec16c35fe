import { useTranslation } from 'react-i18next'
import type { TitledRuleset } from './use-titles.ts'

/** What a column of an imported table is called: one of its own, or a fact. */
export function useColumnTitle({ titles }: TitledRuleset): (column: string) => string {
  const { t } = useTranslation()
  return (column) => t(`assessment.columns.${column}`, { defaultValue: titles.fact(column) })
}
