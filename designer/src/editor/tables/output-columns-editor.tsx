import { DeleteOutlined, DownOutlined, PlusOutlined, UpOutlined } from '@ant-design/icons'
import { type Decision, type OutputColumn, valueTypes, valueTypeModules } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useDisabled } from '../../kit/fields/use-disabled.ts'
import { setOutputColumns } from '../../document/commands/set-output-columns.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { newOutputTitle } from './new-titles.ts'

/** The values a decision yields beside its outcome, one column each. */
export function OutputColumnsEditor(props: { readonly decision: Decision }) {
  const { t } = useTranslation()
  const disabled = useDisabled()
  const text = useText()
  const run = useRunCommand()
  const { decision } = props
  const outputs = decision.outputs ?? []
  const set = (next: OutputColumn[], field?: string): void =>
    run(setOutputColumns(decision.id, next, field))
  const move = (from: number, to: number): void => {
    const moved = outputs[from]
    if (moved === undefined) return
    const next = outputs.filter((_, index) => index !== from)
    next.splice(to, 0, moved)
    set(next)
  }
  return (
    <div className="output-columns">
      {outputs.map((column, index) => (
        <div className="output-column" key={column.id} role="group" aria-label={text(column.title)}>
          <TextPair
            label={t('tables.outputTitle')}
            value={column.title}
            onCommit={(title) =>
              set(
                outputs.map((other) => (other.id === column.id ? { ...other, title } : other)),
                column.id,
              )
            }
          />
          <Select
            aria-label={t('tables.outputType')}
            value={column.type}
            options={valueTypes.map((type) => ({
              value: type,
              label: text(valueTypeModules[type].title),
            }))}
            onChange={(type) =>
              set(outputs.map((other) => (other.id === column.id ? { ...other, type } : other)))
            }
          />
          <span>
            <Button
              type="text"
              icon={<UpOutlined aria-hidden />}
              aria-label={t('tables.moveColumnUp', { title: text(column.title) })}
              disabled={disabled(index === 0)}
              onClick={() => move(index, index - 1)}
            />
            <Button
              type="text"
              icon={<DownOutlined aria-hidden />}
              aria-label={t('tables.moveColumnDown', { title: text(column.title) })}
              disabled={disabled(index === outputs.length - 1)}
              onClick={() => move(index, index + 1)}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden />}
              aria-label={t('tables.removeOutput', { title: text(column.title) })}
              onClick={() => set(outputs.filter((other) => other.id !== column.id))}
            />
          </span>
        </div>
      ))}
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined aria-hidden />}
        onClick={() =>
          set([
            ...outputs,
            {
              id: freshId(
                'output',
                outputs.map((column) => column.id),
              ),
              type: 'text',
              title: newOutputTitle,
            },
          ])
        }
      >
        {t('tables.addOutput')}
      </Button>
    </div>
  )
}
