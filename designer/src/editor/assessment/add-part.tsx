import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { freshId } from '../../document/state/fresh-id.ts'

/** Adds a part to an item under an id that no other part has. */
export function AddPart(props: {
  /** What is added: an alert, a consequence, a kind of spending. */
  readonly label: string
  /** What its id begins with. */
  readonly prefix: string
  readonly parts: readonly { readonly id: string }[]
  readonly disabled?: boolean
  readonly onAdd: (id: string) => void
}) {
  const { t } = useTranslation()
  const disabled = useDisabled()(props.disabled)
  const taken = props.parts.map(({ id }) => id)
  return (
    <Button
      size="small"
      type="dashed"
      icon={<PlusOutlined aria-hidden />}
      disabled={disabled}
      onClick={() => props.onAdd(freshId(props.prefix, taken))}
    >
      {t('assessmentEditor.addTo', { label: props.label })}
    </Button>
  )
}
