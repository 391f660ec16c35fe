import { useTranslation } from 'react-i18next'
import { useRuleset } from '../document/use-document.ts'

export function SimulatorPage() {
  const { t } = useTranslation()
  const ruleset = useRuleset()
  return (
    <main className="page">
      <h1 className="page-title">{t('editor.pages.simulator')}</h1>
      <p>{ruleset.manifest.id}</p>
    </main>
  )
}
