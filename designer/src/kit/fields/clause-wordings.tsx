import { FileTextOutlined } from '@ant-design/icons'
import { type Citation, clauseOf, documentOf, type Source } from '@jieli/engine'
import { Button, Popover } from 'antd'
import { useTranslation } from 'react-i18next'

/** Opens the wording of each clause of which it is kept. Nothing where none is. */
export function ClauseWordings(props: {
  readonly cites: readonly Citation[]
  readonly sources: readonly Source[]
}) {
  const { t } = useTranslation()
  const worded = props.cites.flatMap((cite) => {
    const source = props.sources.find(({ id }) => id === documentOf(cite))
    const found = source?.clauses?.find(({ id }) => id === clauseOf(cite))
    return found === undefined ? [] : [{ cite, ...found }]
  })
  return worded.map(({ cite, id, text }) => (
    <Popover
      key={cite}
      trigger="click"
      title={id}
      content={<p className="clause-wording">{text}</p>}
    >
      <Button
        type="link"
        size="small"
        icon={<FileTextOutlined aria-hidden />}
        aria-label={t('sources.open', { clause: id })}
      />
    </Popover>
  ))
}
