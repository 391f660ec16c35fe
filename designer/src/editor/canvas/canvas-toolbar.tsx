import {
  ApartmentOutlined,
  CopyOutlined,
  DeleteOutlined,
  PlusOutlined,
  SnippetsOutlined,
} from '@ant-design/icons'
import type { Pathway } from '@jieli/engine'
import { Button, Select, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import type { Selection } from './selection.ts'

/** Which pathway is drawn, and what can be done on the canvas. */
export function CanvasToolbar(props: {
  readonly pathway: Pathway
  readonly selection: Selection
  readonly onAdd: () => void
  readonly onArrange: () => void
  readonly onRemove: () => void
  readonly onCopy: () => void
  readonly onPaste: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const ruleset = useRuleset()
  const [, setSearch] = useSearchParams()
  const { selection } = props
  const nothing = selection.states.length + selection.transitions.length === 0
  return (
    <div className="canvas-toolbar" role="toolbar" aria-label={t('canvas.tools')}>
      <h1 className="canvas-toolbar-title">
        {ruleset.pathways.length > 1 ? (
          <Select
            aria-label={t('canvas.choosePathway')}
            variant="borderless"
            value={props.pathway.id}
            options={ruleset.pathways.map(({ id, title }) => ({ value: id, label: text(title) }))}
            onChange={(pathway) => setSearch({ pathway })}
          />
        ) : (
          text(props.pathway.title)
        )}
      </h1>
      <span className="spacer" />
      <Tooltip title={t('canvas.addStateHint')}>
        <Button icon={<PlusOutlined aria-hidden />} onClick={props.onAdd}>
          {t('canvas.addState')}
        </Button>
      </Tooltip>
      <Button icon={<ApartmentOutlined aria-hidden />} onClick={props.onArrange}>
        {t('canvas.arrange')}
      </Button>
      <Tooltip title={t('canvas.copyHint')}>
        <Button
          type="text"
          icon={<CopyOutlined aria-hidden />}
          aria-label={t('canvas.copy')}
          disabled={selection.states.length === 0}
          onClick={props.onCopy}
        />
      </Tooltip>
      <Tooltip title={t('canvas.pasteHint')}>
        <Button
          type="text"
          icon={<SnippetsOutlined aria-hidden />}
          aria-label={t('canvas.paste')}
          onClick={props.onPaste}
        />
      </Tooltip>
      <Tooltip title={t('canvas.removeHint')}>
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden />}
          aria-label={t('canvas.remove')}
          disabled={nothing}
          onClick={props.onRemove}
        />
      </Tooltip>
    </div>
  )
}
