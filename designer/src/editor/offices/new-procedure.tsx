import type { Citation, GovernedList, Text } from '@jieli/engine'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { addProcedure } from '../../document/commands/add-procedure.ts'
import { useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { freshId } from '../../document/state/fresh-id.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useClear } from '../../kit/fields/use-clear.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { GovernsField } from './governs-field.tsx'

/** A procedure drawn from what a document says: who drafts, who approves, with whom it is filed. */
export function NewProcedure() {
  const { t } = useTranslation()
  const text = useText()
  const clear = useClear()
  const run = useRunCommand()
  const navigate = useNavigate()
  const { offices, pathways, manifest } = useRuleset()
  const [title, setTitle] = useState<Text>()
  const [drafts, setDrafts] = useState<string>()
  const [approve, setApprove] = useState<string[]>([])
  const [files, setFiles] = useState<string>()
  const [governs, setGoverns] = useState<GovernedList[]>([])
  const [cites, setCites] = useState<Citation[]>([])
  const options = offices
    .filter(({ of }) => of === 'community')
    .map((office) => ({ value: office.id, label: text(office.title) }))
  const officeOf = (id: string | undefined) => offices.find((office) => office.id === id)
  const [drafting, filing] = [officeOf(drafts), officeOf(files)]
  const approving = approve.flatMap((id) => officeOf(id) ?? [])
  const ready =
    title !== undefined && drafting !== undefined && approving.length > 0 && cites.length > 0
  return (
    <section className="part-box" aria-labelledby="new-procedure">
      <h2 id="new-procedure">{t('offices.procedure')}</h2>
      <p className="quiet">{t('offices.procedureHint')}</p>
      <OptionalTextPair label={t('offices.procedureTitle')} value={title} onCommit={setTitle} />
      <Field title={t('offices.drafts')}>
        <Select<string>
          className="value-input"
          aria-label={t('offices.drafts')}
          placeholder={t('fields.notFilled')}
          {...(drafts === undefined ? {} : { value: drafts })}
          options={options}
          onChange={setDrafts}
        />
      </Field>
      <Field title={t('offices.approve')}>
        <Select<string[]>
          mode="multiple"
          className="value-input"
          aria-label={t('offices.approve')}
          placeholder={t('fields.notFilled')}
          value={approve}
          options={options}
          onChange={setApprove}
        />
      </Field>
      <Field title={t('offices.files')}>
        <Select<string | undefined>
          className="value-input"
          aria-label={t('offices.files')}
          allowClear={clear}
          placeholder={t('offices.noFiling')}
          {...(files === undefined ? {} : { value: files })}
          options={options}
          onChange={(id) => setFiles(id)}
        />
      </Field>
      <GovernsField value={governs} onChange={setGoverns} />
      <Field title={t('tables.cites')}>
        <CitesField value={cites} sources={manifest.sources} onCommit={setCites} />
      </Field>
      <Button
        type="primary"
        disabled={!ready}
        onClick={() => {
          if (!ready) return
          const id = freshId(
            'procedure',
            pathways.map((pathway) => pathway.id),
          )
          run(addProcedure({ id, title, drafting, approving, filing, governs, cites }))
          void navigate(`../pathways?pathway=${id}`)
        }}
      >
        {t('offices.makeProcedure')}
      </Button>
    </section>
  )
}
