import { PlusOutlined } from '@ant-design/icons'
import { type Parameter, valueTypeModules } from '@jieli/engine'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { addParameterValue } from '../../document/commands/add-parameter-value.ts'
import { upsertListItem } from '../../document/commands/upsert-list-item.ts'
import { useDocument, useRuleset, useRunCommand } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { LockedFields } from '../../document/editing/locked-fields.tsx'
import { ListItemProvenance } from '../../document/editing/list-item-provenance.tsx'
import { useLockedBy } from '../../document/editing/use-locked-by.ts'
import { CodeSourceField } from '../tables/code-source-field.tsx'
import { withMembers } from '../tables/edit-line.ts'
import { CiteLine } from './cite-line.tsx'
import { DatedValueRow } from './dated-value-row.tsx'
import { FollowValues } from './follow-values.tsx'
import { IssueLines } from './issue-lines.tsx'
import { isAbout, nextFreeDay, type ParameterSummary } from './parameter-facts.ts'

/** All dated values of a parameter, with its limits and what is wrong with it. */
export function ParameterEditor(props: {
  readonly summary: ParameterSummary
  readonly today: string
}) {
  const { t } = useTranslation()
  const text = useText()
  const run = useRunCommand()
  const parent = useDocument((state) => state.parent)
  const { parameter, current, issues } = props.summary
  // As it is written: the summary has the codes of the code system it names for its own.
  const written = useRuleset().parameters.find(({ id }) => id === parameter.id) ?? parameter
  const theirs = parent?.parameters.find((known) => known.id === parameter.id)
  const valueIssues = (from: string, index: number) =>
    issues.filter(
      (issue) =>
        isAbout(issue, `/parameters/${parameter.id}/values/${from}`) ||
        isAbout(issue, `/parameters/${parameter.id}/values/${index}`),
    )
  const shown = new Set(parameter.values.flatMap(({ from }, index) => valueIssues(from, index)))
  const { contract } = parameter
  const locked = useLockedBy()(`/parameters/${parameter.id}`) !== undefined
  return (
    <div className="parameter-editor">
      {parameter.description !== undefined && <p>{text(parameter.description)}</p>}
      {contract !== undefined && contract.mode !== 'free' && (
        <p className="quiet">{t(`parameters.contractHints.${contractKey(contract)}`)}</p>
      )}
      <ListItemProvenance list="parameters" item={written} />
      <p className="quiet">
        <CiteLine cites={parameter.cites ?? []} />
      </p>
      <IssueLines issues={issues.filter((issue) => !shown.has(issue))} />
      <LockedFields locked={locked}>
        {valueTypeModules[parameter.type].hasCodes && (
          <CodeSourceField
            type={parameter.type}
            source={{ own: written.codes, codeSystem: written.codeSystem }}
            onCommit={({ own: codes, codeSystem }) =>
              run(
                upsertListItem('parameters', withMembers(written, { codes, codeSystem }), 'codes'),
              )
            }
          />
        )}
        <ul className="dated-values">
          {parameter.values.map((dated, index) => (
            <DatedValueRow
              key={`${dated.from}-${index}`}
              parameter={parameter}
              dated={dated}
              index={index}
              inForce={dated === current}
              theirs={theirs?.values ?? []}
              issues={valueIssues(dated.from, index)}
            />
          ))}
        </ul>
        {theirs !== undefined && <FollowValues parameter={parameter} theirs={theirs.values} />}
        {parameter.values.length === 0 && <p className="quiet">{t('parameters.noValues')}</p>}
        <Button
          icon={<PlusOutlined aria-hidden />}
          onClick={() =>
            run(
              addParameterValue(
                parameter.id,
                {
                  from: nextFreeDay(parameter.values, props.today),
                  value:
                    current?.value ??
                    valueTypeModules[parameter.type].first({ values: parameter.codes }),
                },
                theirs?.values,
              ),
            )
          }
        >
          {t('parameters.addValue')}
        </Button>
      </LockedFields>
    </div>
  )
}

/** The key of the sentence that explains a contract. */
export function contractKey(contract: NonNullable<Parameter['contract']>): string {
  return contract.mode === 'tightenOnly' ? `tighten-${contract.direction ?? 'down'}` : contract.mode
}
