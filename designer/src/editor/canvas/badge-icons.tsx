import { EditFilled, FileProtectOutlined, LockFilled, PlusCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { ElementBadge } from './element-badges.ts'
import './element-badges.css'

/** Badges on a state or an arrow: locked from above, overridden or added here, excused by an exception. */
export function BadgeIcons(props: { readonly badges: readonly ElementBadge[] }) {
  const { t } = useTranslation()
  const { badges } = props
  const locked = badges.some((badge) => badge.locked)
  const overrides = badges.some(({ provenance }) => provenance === 'overrides')
  const own = !overrides && badges.some(({ provenance }) => provenance === 'own')
  const exception = badges.find((badge) => badge.exception !== undefined)?.exception
  if (!locked && !overrides && !own && exception === undefined) return null
  return (
    <span className="badge-icons">
      {locked && <LockFilled className="badge-icon-locked" title={t('canvas.badges.locked')} />}
      {overrides && (
        <EditFilled className="badge-icon-overrides" title={t('canvas.badges.overrides')} />
      )}
      {own && <PlusCircleFilled className="badge-icon-own" title={t('canvas.badges.own')} />}
      {exception !== undefined && (
        <FileProtectOutlined
          className={`badge-icon-${exception}`}
          title={t(`canvas.badges.${exception}`)}
        />
      )}
    </span>
  )
}
