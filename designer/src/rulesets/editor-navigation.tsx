import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { editorPages } from '../shell/editor-pages.tsx'

/** The pages of one ruleset. */
export function EditorNavigation() {
  const { t } = useTranslation()
  return (
    <nav className="editor-navigation" aria-label={t('editor.navigation')}>
      {editorPages.map(({ path, icon }) => (
        <NavLink key={path} to={path}>
          {icon}
          <span>{t(`editor.pages.${path}`)}</span>
        </NavLink>
      ))}
    </nav>
  )
}
