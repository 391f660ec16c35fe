import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import type { DraftedItem, DraftedKind, DraftedList } from './drafted-kind.ts'

/** The form of an item that is to be added. It waits, also while other pages are looked at, until it is finished or given up. */
export function NewDrafted<L extends DraftedList, Draft>(props: {
  readonly kind: DraftedKind<L, Draft>
  readonly draft: Draft
  readonly onChange: (draft: Draft | undefined) => void
  readonly onAdded: (id: string) => void
}) {
  const { t } = useTranslation()
  const run = useRunCommand()
  const { kind, draft, onChange, onAdded } = props
  const { list, words, prefix, Form } = kind
  const items: readonly DraftedItem<L>[] = useRuleset()[list]
  const missing = kind.missingParts(draft)
  const add = (): void => {
    const id = freshId(
      prefix,
      items.map((item) => item.id),
    )
    const item = kind.itemOf(draft, { id } as { readonly id: string } & Partial<DraftedItem<L>>)
    if (item === undefined) return
    run(upsertListItem(list, item))
    onChange(undefined)
    onAdded(item.id)
  }
  return (
    <article className="decision-editor assessment-form" aria-label={t(`${words}.new`)}>
      <header className="decision-head">
        <h2>{t(`${words}.new`)}</h2>
        <span className="spacer" />
        <Button type="text" onClick={() => onChange(undefined)}>
          {t('drafted.giveUp')}
        </Button>
      </header>
      <Form draft={draft} onChange={onChange} />
      <div className="drafted-add">
        <Button type="primary" disabled={missing.length > 0} onClick={add}>
          {t('drafted.addIt')}
        </Button>
        {missing.length > 0 && (
          <span className="drafted-missing">
            {t('drafted.stillMissing', {
              parts: missing.map((part) => t(`${words}.parts.${part}`)).join(t('tables.comma')),
            })}
          </span>
        )}
      </div>
    </article>
  )
}
