import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useDocument } from '../../document/editing/use-document.ts'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { addressOfIssue } from '../../editor/problems/issue-address.ts'
import { IssueList } from '../../editor/problems/issue-list.tsx'
import { placeTitle } from '../../editor/problems/place-title.ts'
import { Notice } from '../../kit/notices/notice.tsx'
import type { MoveDone } from './pull-choices.tsx'

/** What came of a move: the draft as it is now, its problems, the scenarios that fail, and what waits to be edited. */
export function PullResult(props: { readonly done: MoveDone }) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const ruleset = useDocument((state) => state.present)
  const { title, moved, items, toEdit } = props.done
  const { issues, scenarios } = moved
  const failed = scenarios.filter(({ passed }) => !passed)
  const serious = issues.filter(({ severity }) => severity !== 'info')
  return (
    <Notice
      kind={failed.length === 0 && serious.length === 0 ? 'success' : 'warning'}
      title={title}
    >
      <p>
        {t('pull.scenarios', { passed: scenarios.length - failed.length, count: scenarios.length })}
      </p>
      {failed.length > 0 && (
        <ul>
          {failed.map((scenario) => (
            <li key={scenario.id}>{text(scenario.title)}</li>
          ))}
        </ul>
      )}
      <IssueList ruleset={ruleset} issues={serious} />
      {toEdit.length > 0 && (
        <>
          <p>{t('pull.toEdit')}</p>
          <ul>
            {toEdit.map((path, visit) => {
              const place = path.replace(/#order$/, '')
              const sentence = items.find((item) => item.path === path)?.sentence
              return (
                <li key={path}>
                  <Link to={addressOfIssue(ruleset.manifest.id, place, visit)}>
                    {sentence === undefined ? placeTitle(ruleset, place, language) : text(sentence)}
                  </Link>
                </li>
              )
            })}
          </ul>
        </>
      )}
      <p>
        <Link to="../differences?from=parent&to=draft">{t('pull.seeDifferences')}</Link>
      </p>
    </Notice>
  )
}
