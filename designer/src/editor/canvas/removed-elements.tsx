import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import './element-badges.css'

/** Parts of the template's statechart that were removed here, each restored with a click. */
export function RemovedElements(props: {
  readonly title: string
  readonly items: readonly {
    readonly key: string
    readonly title: string
    readonly onRestore: () => void
  }[]
}) {
  const { t } = useTranslation()
  if (props.items.length === 0) return null
  return (
    <section className="removed-elements">
      <h3>{props.title}</h3>
      <ul>
        {props.items.map(({ key, title, onRestore }) => (
          <li key={key}>
            <span>{title}</span>
            <Button
              size="small"
              disabled={false}
              aria-label={t('tables.restoreNamed', { title })}
              onClick={onRestore}
            >
              {t('tables.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
