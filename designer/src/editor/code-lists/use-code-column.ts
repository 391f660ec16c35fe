import { useTranslation } from 'react-i18next'

/** What a column of a table of codes is called; one that is none of them goes by what the table writes. */
export function useCodeColumn(): (column: string) => string {
  const { t } = useTranslation()
  return (column) => t(`codeLists.tableColumns.${column}`, { defaultValue: column })
}
