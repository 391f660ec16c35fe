import type { RedLine } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useRuleset } from '../../document/editing/use-document.ts'
import { useText } from '../../kit/i18n/use-language.ts'
import { useProblems } from '../problems/use-problems.ts'
import { Tag } from '../../kit/notices/tag.tsx'
import { CiteLine } from './cite-line.tsx'
import { IssueLines } from './issue-lines.tsx'
import { isAbout } from './parameter-facts.ts'
import { RedLineCheckText } from './red-line-check-text.tsx'

/** The red lines: what no ruleset based on this one may weaken, and by which authority. */
export function RedLines() {
  const { t } = useTranslation()
  const { redLines } = useRuleset()
  return (
    <section className="limits" id="redLines" aria-label={t('parameters.redLines')}>
      <h2>{t('parameters.redLines')}</h2>
      <p className="quiet">{t('parameters.redLinesHint')}</p>
      {redLines.length === 0 && <p>{t('parameters.noRedLines')}</p>}
      <ul>
        {redLines.map((line) => (
          <RedLineItem key={line.id} line={line} />
        ))}
      </ul>
    </section>
  )
}

function RedLineItem(props: { readonly line: RedLine }) {
  const { t } = useTranslation()
  const text = useText()
  const { issues } = useProblems()
  const { line } = props
  return (
    <li className="limit">
      <div className="limit-head">
        <span className="code">{line.id}</span>
        <strong>{text(line.title)}</strong>
        <Tag tone="red">{t(`parameters.authorities.${line.authority}`)}</Tag>
        <span className="quiet">
          <CiteLine cites={line.cites} />
        </span>
      </div>
      <ul className="limit-checks">
        {line.checks.map((check, index) => (
          <li key={index}>
            <RedLineCheckText check={check} />
          </li>
        ))}
      </ul>
      <IssueLines issues={issues.filter((issue) => isAbout(issue, `/redLines/${line.id}`))} />
    </li>
  )
}
