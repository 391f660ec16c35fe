import { ClockCircleFilled } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'

/** A mark on a state or an arrow where duties begin; pointing at it names them. */
export function DutyMark(props: { readonly titles: readonly string[] }) {
  const { t } = useTranslation()
  if (props.titles.length === 0) return null
  const words = t('canvas.dutiesBegin', { titles: props.titles.join(t('tables.comma')) })
  return <ClockCircleFilled className="duty-mark" title={words} aria-label={words} />
}
