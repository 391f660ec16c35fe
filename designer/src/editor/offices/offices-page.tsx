import type { Office } from '@jieli/engine'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { removeListItem } from '../../document/commands/remove-list-item.ts'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { TextPair } from '../../kit/fields/text-pair.tsx'
import '../assessment/assessment-editor.css'
import { RemovePart } from '../assessment/remove-part.tsx'
import { NewOffice } from './new-office.tsx'
import { NewProcedure } from './new-procedure.tsx'

/** Departments and offices, each with whose it is, and the procedures they approve in. */
export function OfficesPage() {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const { offices } = useRuleset()
  const change = (office: Office, field: string): void =>
    run(upsertListItem('offices', office, field))
  return (
    <main className="page page-narrow assessment-form">
      <h1 className="page-title">{t('editor.pages.offices')}</h1>
      <p className="quiet">{t('offices.hint')}</p>
      <ul className="grades">
        {offices.map((office) => (
          <li key={office.id} className="part-box">
            <TextPair
              label={t('offices.name')}
              value={office.title}
              onCommit={(title) => change({ ...office, title }, 'title')}
            />
            <Select<Office['of']>
              className="value-input"
              aria-label={t('offices.of', { office: text(office.title) })}
              value={office.of}
              options={(['community', 'unit'] as const).map((value) => ({
                value,
                label: t(`offices.kinds.${value}`),
              }))}
              onChange={(of) => change({ ...office, of }, 'of')}
            />
            <RemovePart
              title={office.title}
              onRemove={() => run(removeListItem('offices', office.id))}
            />
          </li>
        ))}
      </ul>
      <NewOffice
        onAdd={(title) =>
          run(
            upsertListItem('offices', {
              id: freshId(
                'office',
                offices.map(({ id }) => id),
              ),
              title,
              of: 'community',
            }),
          )
        }
      />
      <NewProcedure />
    </main>
  )
}
