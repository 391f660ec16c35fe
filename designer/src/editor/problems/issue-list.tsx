import { CheckCircleFilled } from '@ant-design/icons'
import type { Ruleset } from '@jieli/engine'
import type { IssueReply } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { ExampleButton } from './example-button.tsx'
import { addressOfIssue } from './issue-address.ts'
import { IssueIcon } from './issue-icon.tsx'
import { placeTitle } from './place-title.ts'
import './problems.css'

let visits = 0

/** Issues, each a link to what it is about. */
export function IssueList(props: {
  readonly ruleset: Ruleset
  readonly issues: readonly IssueReply[]
  readonly onJump?: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const navigate = useNavigate()
  const { ruleset } = props
  if (props.issues.length === 0)
    return (
      <p className="issues-none">
        <CheckCircleFilled aria-hidden /> {t('problems.none')}
      </p>
    )
  return (
    <ul className="issues">
      {props.issues.map((issue, index) => (
        <li key={index} className="issue-line">
          <button
            type="button"
            className={`issue issue-${issue.severity}`}
            onClick={() => {
              props.onJump?.()
              void navigate(addressOfIssue(ruleset.manifest.id, issue.path, ++visits))
            }}
          >
            <IssueIcon severity={issue.severity} />
            <span className="issue-text">{text(issue.message)}</span>
            <span className="issue-place">{placeTitle(ruleset, issue.path, language)}</span>
            <span className="issue-code code">{issue.code}</span>
          </button>
          <ExampleButton ruleset={ruleset.manifest.id} issue={issue} onOpen={props.onJump} />
        </li>
      ))}
    </ul>
  )
}
