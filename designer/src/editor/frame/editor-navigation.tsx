import { DiffOutlined, ForkOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { usePull } from '../draft/use-pull.ts'
import { editorPages } from './editor-pages.tsx'

/** The pages of one ruleset. The way to a newer template is there only when there is one. */
export function EditorNavigation() {
  const { t } = useTranslation()
  const { view } = usePull()
  const waiting = view?.parents.filter(({ from, to }) => from !== to).length ?? 0
  return (
    <nav className="editor-navigation" aria-label={t('editor.navigation')}>
      {editorPages.map(({ path, icon }) => (
        <NavLink key={path} to={path}>
          {icon}
          <span>{t(`editor.pages.${path}`)}</span>
        </NavLink>
      ))}
      <NavLink to="differences">
        <DiffOutlined aria-hidden />
        <span>{t('differences.nav')}</span>
      </NavLink>
      {waiting > 0 && (
        <NavLink to="pull">
          <ForkOutlined aria-hidden />
          <span>{t('pull.nav', { count: waiting })}</span>
        </NavLink>
      )}
    </nav>
  )
}
