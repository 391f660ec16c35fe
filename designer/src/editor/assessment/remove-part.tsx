import { DeleteOutlined } from '@ant-design/icons'
import type { Text } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'

/** Removes a part of an item: an alert, a consequence, a grade, a kind of spending. */
export function RemovePart(props: { readonly title: Text; readonly onRemove: () => void }) {
  const { t } = useTranslation()
  const text = useText()
  return (
    <Button
      type="text"
      icon={<DeleteOutlined aria-hidden />}
      aria-label={t('assessmentEditor.removePart', { title: text(props.title) })}
      onClick={props.onRemove}
    />
  )
}
