import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../kit/fields/field.tsx'

/** Some parts of one kind, each to be filled in, added and taken away. */
export function PartRows<T extends object>(props: {
  readonly title: string
  readonly hint: string
  readonly add: string
  readonly label: (number: number) => string
  readonly rows: readonly T[]
  readonly onChange: (rows: readonly T[]) => void
  readonly children: (row: T, label: string, onChange: (row: T) => void) => ReactNode
}) {
  const { t } = useTranslation()
  const { rows, onChange } = props
  return (
    <Field title={props.title} hint={props.hint}>
      <ol className="grades">
        {rows.map((row, at) => (
          <li key={at} className="part-box">
            {props.children(row, props.label(at + 1), (next) =>
              onChange(rows.map((other, place) => (place === at ? next : other))),
            )}
            {rows.length > 1 && (
              <Button
                size="small"
                type="text"
                onClick={() => onChange(rows.filter((_, place) => place !== at))}
              >
                {t('newFund.removeRow', { row: props.label(at + 1) })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      <Button size="small" type="dashed" onClick={() => onChange([...rows, {} as T])}>
        {props.add}
      </Button>
    </Field>
  )
}
