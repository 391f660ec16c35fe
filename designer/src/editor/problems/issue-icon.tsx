import {
  CloseCircleFilled,
  InfoCircleFilled,
  QuestionCircleFilled,
  WarningFilled,
} from '@ant-design/icons'
import type { Severity } from '@jieli/engine'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

const icons: Record<Severity, ReactNode> = {
  error: <CloseCircleFilled aria-hidden />,
  acknowledge: <QuestionCircleFilled aria-hidden />,
  warning: <WarningFilled aria-hidden />,
  info: <InfoCircleFilled aria-hidden />,
}

/** How much an issue matters, as a sign that is read out as a word. */
export function IssueIcon(props: { readonly severity: Severity }) {
  const { t } = useTranslation()
  const { severity } = props
  return (
    <span className="issue-icon" role="img" aria-label={t(`problems.severity.${severity}`)}>
      {icons[severity]}
    </span>
  )
}
