import { type CodeSystem, valueTypeModules } from '@jieli/engine'
import { Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { CitesField } from '../../kit/fields/cites-field.tsx'
import { CommitInput } from '../../kit/fields/commit-input.tsx'
import { Field } from '../../kit/fields/field.tsx'
import { OptionalTextPair } from '../../kit/fields/text-pair.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { IssueLines } from '../parameters/issue-lines.tsx'
import { isAbout } from '../parameters/parameter-facts.ts'
import { useProblems } from '../problems/use-problems.ts'
import { withMembers } from '../tables/edit-line.ts'
import { ItemForm } from '../tables/item-form.tsx'
import { CodeTable } from './code-table.tsx'
import { ListUses } from './list-uses.tsx'
import { TableTools } from './table-tools.tsx'

type Change = { readonly [K in keyof CodeSystem]?: CodeSystem[K] | undefined }

/** A code system: what it is, who uses it, and its codes. */
export function CodeListForm(props: {
  readonly codeSystem: CodeSystem
  readonly onRemoved: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const ruleset = useRuleset()
  const parent = useDocument((state) => state.parent)
  const { issues } = useProblems()
  const { codeSystem } = props
  const { id } = codeSystem
  const save = (change: Change, field: string): void =>
    run(upsertListItem('codeSystems', withMembers(codeSystem, change), field))
  const ordered = ruleset.facts.some(
    (fact) => fact.codeSystem === id && valueTypeModules[fact.type].ordersCodes === true,
  )
  return (
    <ItemForm
      list="codeSystems"
      item={codeSystem}
      removeLabel={t('codeLists.remove')}
      onRemoved={props.onRemoved}
      problems={
        <IssueLines issues={issues.filter((issue) => isAbout(issue, `/codeSystems/${id}`))} />
      }
    >
      {codeSystem.sample === true && (
        <p>
          <Tag tone="amber">{t('codeLists.sampleTag')}</Tag> {text(codeSystem.description)}
        </p>
      )}
      <Field title={t('tables.title')}>
        <OptionalTextPair
          label={t('tables.title')}
          value={codeSystem.title}
          onCommit={(title) => {
            if (title !== undefined) save({ title }, 'title')
          }}
        />
      </Field>
      <details className="list-details">
        <summary>{t('codeLists.details')}</summary>
        <Field title={t('codeLists.version')} hint={t('codeLists.versionHint')}>
          <CommitInput
            label={t('codeLists.version')}
            value={codeSystem.version ?? ''}
            check={(version) => (version.length > 100 ? t('codeLists.versionLong') : undefined)}
            onCommit={(version) => save({ version: version.trim() || undefined }, 'version')}
          />
        </Field>
        <Checkbox
          checked={codeSystem.sample === true}
          onChange={({ target }) => save({ sample: target.checked || undefined }, 'sample')}
        >
          {t('codeLists.sample')}
        </Checkbox>
        <Field title={t('tables.description')}>
          <OptionalTextPair
            label={t('tables.description')}
            value={codeSystem.description}
            onCommit={(description) => save({ description }, 'description')}
          />
        </Field>
        <Field title={t('tables.cites')}>
          <CitesField
            value={codeSystem.cites ?? []}
            sources={ruleset.manifest.sources}
            onCommit={(cites) => save({ cites: cites.length === 0 ? undefined : cites }, 'cites')}
          />
        </Field>
      </details>
      <ListUses codeSystem={id} />
      <Field title={t('codeLists.codes', { count: codeSystem.codes.length })}>
        <TableTools codeSystem={codeSystem} />
        <CodeTable
          codeSystem={codeSystem}
          below={parent?.codeSystems.find((known) => known.id === id)}
          ordered={ordered}
        />
      </Field>
    </ItemForm>
  )
}
