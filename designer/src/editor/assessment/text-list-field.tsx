import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import type { Text } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { TextPair } from '../../kit/fields/text-pair.tsx'

/** Sentences in both languages, to add and take away. */
export function TextListField(props: {
  readonly label: string
  readonly value: readonly Text[]
  readonly fresh: Text
  readonly onCommit: (texts: Text[]) => void
}) {
  const { t } = useTranslation()
  const { value, onCommit } = props
  return (
    <ol className="text-list">
      {value.map((text, index) => (
        <li key={index} className="text-list-item">
          <TextPair
            label={t('assessmentEditor.numbered', { label: props.label, number: index + 1 })}
            value={text}
            onCommit={(next) =>
              onCommit(value.map((other, place) => (place === index ? next : other)))
            }
          />
          <Button
            type="text"
            icon={<CloseOutlined aria-hidden />}
            aria-label={t('assessmentEditor.removeNumbered', {
              label: props.label,
              number: index + 1,
            })}
            onClick={() => onCommit(value.filter((_, place) => place !== index))}
          />
        </li>
      ))}
      <li>
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined aria-hidden />}
          onClick={() => onCommit([...value, props.fresh])}
        >
          {t('assessmentEditor.addTo', { label: props.label })}
        </Button>
      </li>
    </ol>
  )
}
