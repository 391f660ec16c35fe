import { CopyOutlined } from '@ant-design/icons'
import type { MatrixCell } from '@jieli/server/contracts'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'

/** One value, with a text beside the sign for what is special about it. */
export function MatrixCellView(props: {
  readonly cell: MatrixCell
  readonly copyLabel: string
  readonly onCopy: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { cell } = props
  if (cell.state !== 'value')
    return <span className="quiet">{t(`matrix.states.${cell.state}`)}</span>
  return (
    <div className="matrix-cell" data-unlike={cell.unlikeMost}>
      <span>
        {cell.words !== undefined && (
          <span className={cell.own ? 'matrix-own' : undefined}>{text(cell.words)}</span>
        )}
        {cell.sample === true && (
          <>
            {' '}
            <Tag tone="neutral">{t('matrix.sample')}</Tag>
          </>
        )}
        {cell.unlikeMost && (
          <span className="matrix-sign">
            <span aria-hidden>▲</span> {t('matrix.unlikeMost')}
          </span>
        )}
        {cell.template !== undefined && (
          <span className="matrix-sign">
            <span aria-hidden>◇</span> {t('matrix.templateSays', { value: text(cell.template) })}
          </span>
        )}
      </span>
      <Button
        type="text"
        size="small"
        icon={<CopyOutlined aria-hidden />}
        aria-label={props.copyLabel}
        title={props.copyLabel}
        onClick={props.onCopy}
      />
    </div>
  )
}
