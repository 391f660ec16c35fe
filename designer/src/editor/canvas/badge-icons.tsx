import { EditFilled, FileProtectOutlined, LockFilled, PlusCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { ElementMark } from './element-badges.ts'
import './element-badges.css'

/** Small signs on a state or an arrow: held from above, said anew or added here, excused by an exception. */
export function MarkIcons(props: { readonly marks: readonly ElementMark[] }) {
  const { t } = useTranslation()
  const { marks } = props
  const held = marks.some((mark) => mark.held)
  const overrides = marks.some(({ standing }) => standing === 'overrides')
  const own = !overrides && marks.some(({ standing }) => standing === 'own')
  const exception = marks.find((mark) => mark.exception !== undefined)?.exception
  if (!held && !overrides && !own && exception === undefined) return null
  return (
    <span className="mark-icons">
      {held && <LockFilled className="mark-icon-held" title={t('canvas.marks.held')} />}
      {overrides && (
        <EditFilled className="mark-icon-overrides" title={t('canvas.marks.overrides')} />
      )}
      {own && <PlusCircleFilled className="mark-icon-own" title={t('canvas.marks.own')} />}
      {exception !== undefined && (
        <FileProtectOutlined
          className={`mark-icon-${exception}`}
          title={t(`canvas.marks.${exception}`)}
        />
      )}
    </span>
  )
}
