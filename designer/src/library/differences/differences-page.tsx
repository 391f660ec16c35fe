import type { Difference, RulesetSummary } from '@jieli/server/contracts'
import { useQuery } from '@tanstack/react-query'
import { Empty, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { readDifferences } from '../../api/comparisons.ts'
import { readRuleset } from '../../api/rulesets.ts'
import { ExceptionTag } from '../../document/editing/exception-tag.tsx'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'
import { useText } from '../../kit/i18n/use-language.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { grouped } from './groups.ts'
import { SideTable } from './side-table.tsx'
import { Waiting } from '../../kit/notices/waiting.tsx'
import './differences.css'

/** What differs between two versions of the ruleset, its draft, or its template, in sentences. */
export function DifferencesPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const [search, setSearch] = useSearchParams()
  const summary = useQuery({ queryKey: ['ruleset', id], queryFn: () => readRuleset(id) })
  const states = { ...usualStates(summary.data), ...Object.fromEntries(search) }
  const { from, to } = states
  const differences = useQuery({
    queryKey: ['differences', id, from, to, summary.data?.draft?.revision],
    queryFn: () => readDifferences(id, { from, to }),
    enabled: summary.data !== undefined,
    gcTime: 0,
  })
  const choose = (side: 'from' | 'to') => (value: string) =>
    setSearch({ from, to, [side]: value }, { replace: true })
  const versions = (summary.data?.versions ?? []).map(({ version }) => ({
    value: version,
    label: t('differences.version', { version }),
  }))
  const draft = { value: 'draft', label: t('differences.draft') }
  const template =
    summary.data?.basedOn === undefined
      ? []
      : [{ value: 'parent', label: t('differences.template') }]
  const changes = differences.data?.changes
  return (
    <main className="page page-narrow">
      <h1 className="page-title">{t('differences.title')}</h1>
      <p className="quiet">{t('differences.hint')}</p>
      <div className="compared">
        <label>
          {t('differences.from')}
          <Select
            value={from}
            options={[...template, ...versions]}
            onChange={choose('from')}
            aria-label={t('differences.from')}
          />
        </label>
        <label>
          {t('differences.to')}
          <Select
            value={to}
            options={[draft, ...versions]}
            onChange={choose('to')}
            aria-label={t('differences.to')}
          />
        </label>
        {changes !== undefined && (
          <span role="status">{t('differences.count', { count: changes.length })}</span>
        )}
      </div>
      <FailureNotice error={differences.error} />
      {differences.isFetching && <Waiting />}
      {changes?.length === 0 && <Empty description={t('differences.none')} />}
      {grouped(changes ?? []).map(([group, items]) => (
        <section key={group} className="change-group">
          <h2>
            {t(`differences.groups.${group}`)} <span className="quiet">{items.length}</span>
          </h2>
          <ul className="change-list">
            {items.map((change) => (
              <Change key={`${change.kind} ${change.path}`} change={change} />
            ))}
          </ul>
        </section>
      ))}
    </main>
  )
}

/** What somebody most likely wants to see: the template against the draft, else the version before the draft. */
function usualStates(summary: RulesetSummary | undefined): { from: string; to: string } {
  const version = summary?.versions[0]?.version
  return {
    from: summary?.basedOn === undefined ? (version ?? 'draft') : 'parent',
    to: summary?.draft === undefined ? (version ?? 'draft') : 'draft',
  }
}

const tones = { added: 'green', removed: 'red', changed: 'blue', moved: 'neutral' } as const

function Change(props: { readonly change: Difference }) {
  const { t } = useTranslation()
  const text = useText()
  const { kind, sentence, rows } = props.change
  return (
    <li className="change">
      <div className="change-head">
        <Tag tone={tones[kind]}>{t(`differences.kinds.${kind}`)}</Tag>
        <p>{text(sentence)}</p>
      </div>
      <ExceptionTag exceptions={props.change.exceptions} />
      {rows.length > 0 && (
        <SideTable
          caption={text(sentence)}
          fieldHead={t('differences.field')}
          heads={[t('differences.before'), t('differences.after')]}
          rows={rows}
          strikeFirst
        />
      )}
    </li>
  )
}
