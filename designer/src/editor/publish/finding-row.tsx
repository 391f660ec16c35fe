import type { Ruleset } from '@jieli/engine'
import { Button, Checkbox } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useLanguage, useText } from '../../kit/i18n/use-language.ts'
import { addressOfIssue } from '../problems/issue-address.ts'
import { placeTitle } from '../problems/place-title.ts'
import { type Finding, isStatement } from './findings.ts'

let visits = 0

/** One finding: what it says and where; to be chosen among several, or with the words that were written of it. */
export function FindingRow(props: {
  readonly finding: Finding
  readonly ruleset: Ruleset
  readonly onJump: () => void
  readonly chosen?: boolean
  readonly onChoose?: (on: boolean) => void
  readonly words?: string | undefined
  readonly onRewrite?: () => void
}) {
  const { t } = useTranslation()
  const text = useText()
  const language = useLanguage()
  const navigate = useNavigate()
  const { finding, ruleset, onChoose } = props
  const written = onChoose !== undefined && isStatement(props.words)
  const message = text(finding.message)
  return (
    <div className="finding">
      {onChoose !== undefined && !written ? (
        <Checkbox
          checked={props.chosen === true}
          onChange={({ target }) => onChoose(target.checked)}
        >
          {message}
        </Checkbox>
      ) : (
        <p>{message}</p>
      )}
      <Button
        type="link"
        size="small"
        onClick={() => {
          props.onJump()
          void navigate(addressOfIssue(ruleset.manifest.id, finding.path, ++visits))
        }}
      >
        {placeTitle(ruleset, finding.path, language)}
      </Button>
      {written && (
        <p className="finding-written">
          {t('publish.acknowledge.written', { words: props.words })}
          <Button type="link" size="small" onClick={props.onRewrite}>
            {t('publish.acknowledge.rewrite')}
          </Button>
        </p>
      )}
    </div>
  )
}
