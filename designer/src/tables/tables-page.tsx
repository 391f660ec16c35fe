import { useTranslation } from 'react-i18next'
import { useRuleset } from '../document/use-document.ts'

export function TablesPage() {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  return (
    <main className="page">
      <h1 className="page-title">{t('editor.pages.decisions')}</h1>
      <p>{ruleset.manifest.id}</p>
    </main>
  )
}
