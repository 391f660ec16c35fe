import {
  type MigrationGroup as Group,
  type MigrationPreview,
  shortId,
} from '@jieli/server/contracts'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useText } from '../../kit/i18n/use-language.ts'

/** What would become of the cases that fare alike, in sentences; where their state is gone, which they go to. */
export function MigrationGroup(props: {
  readonly group: Group
  readonly states: MigrationPreview['states']
  /** The state chosen for theirs. */
  readonly chosen: string | undefined
  readonly onChoose: (state: string) => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const { group, states, chosen, onChoose } = props
  const { count, version, title, stateTitle, outcome, targetTitle, because, examples } = group
  const named = { count, version, pathway: text(title), state: text(stateTitle) }
  const label = t('migration.chooseFor', { state: named.state })
  return (
    <li className="migration-group">
      <strong>{t('migration.group', named)}</strong>{' '}
      {outcome === 'moves' && t('migration.moves', { state: text(targetTitle ?? undefined) })}
      {outcome === 'choice' && t('migration.choice')}
      {outcome === 'cannot' && `${t('migration.cannot')}${text(because ?? undefined)}`}
      {(outcome === 'choice' || chosen !== undefined) && (
        <Select<string | null>
          className="migration-choice"
          aria-label={label}
          placeholder={label}
          value={chosen ?? null}
          options={states
            .filter(({ pathway }) => pathway === group.pathway)
            .map((state) => ({ value: state.path, label: text(state.title) }))}
          onChange={(next) => {
            if (next !== null) onChoose(next)
          }}
        />
      )}
      {(['droppedTimers', 'droppedDuties', 'begunTimers'] as const).map((kind) =>
        group[kind].map((each) => (
          <p key={`${kind} ${each.title.en}`} className="quiet">
            {t(`migration.${kind}`, { title: text(each.title), count: each.count })}
          </p>
        )),
      )}
      <p className="quiet">
        {t('migration.examples')}{' '}
        {examples.map((id) => (
          <Link key={id} to={`/cases/${encodeURIComponent(id)}`} className="code migration-example">
            {shortId(id)}
          </Link>
        ))}
      </p>
    </li>
  )
}
