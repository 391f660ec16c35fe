import type { CodeSystem, ListedCode, Text } from '@jieli/engine'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { idFromTitle } from '../../document/state/id-from-title.ts'
import { FileButton } from '../../kit/fields/file-button.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { TableRefusal } from '../../kit/notices/table-refusal.tsx'
import { NewCode } from './new-code.tsx'
import { takeInCodes } from './take-in-codes.ts'
import { useCodeColumn } from './use-code-column.ts'
import { useReadTable } from './use-read-table.ts'

/** A list that is to be added, once it has a name and a code: by hand, or all of them from a table. */
export function NewCodeList(props: {
  readonly taken: readonly string[]
  readonly onAdd: (codeSystem: CodeSystem) => void
  readonly onCancel: () => void
}) {
  const { t } = useTranslation()
  const [title, setTitle] = useState<Text>()
  const add = (codes: readonly ListedCode[]): void => {
    if (title === undefined) return
    props.onAdd({ id: idFromTitle(title, 'code-list', props.taken), title, codes: [...codes] })
  }
  const reading = useReadTable((read) => add(takeInCodes([], read.codes, 'replace').codes))
  const columnTitle = useCodeColumn()
  return (
    <article className="decision-editor" aria-label={t('codeLists.newList')}>
      <header className="decision-head">
        <h2>{t('codeLists.newList')}</h2>
        <span className="spacer" />
        <Button type="text" onClick={props.onCancel}>
          {t('codeLists.cancel')}
        </Button>
      </header>
      <Field title={t('codeLists.listName')}>
        <OptionalTextPair label={t('codeLists.listName')} value={title} onCommit={setTitle} />
      </Field>
      {title === undefined ? (
        <p className="quiet">{t('codeLists.nameFirst')}</p>
      ) : (
        <>
          <Field title={t('codeLists.fromTable')} hint={t('codeLists.fromTableHint')}>
            <FileButton
              label={t('codeLists.importTable')}
              busy={reading.isPending}
              onChoose={(file) => reading.mutate(file)}
            />
            <TableRefusal error={reading.error} columnTitle={columnTitle} />
          </Field>
          <NewCode
            label={t('codeLists.firstCode')}
            addLabel={t('codeLists.make')}
            nameLabel={t('codeLists.codeName')}
            base="code"
            asksCode
            taken={[]}
            onAdd={(code) => add([code])}
          />
        </>
      )}
    </article>
  )
}
