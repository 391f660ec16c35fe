import type { DamagedEntry, LeftOut } from '@jieli/server/contracts'
import { useTranslation } from 'react-i18next'
import { useText } from '../i18n/use-language.ts'
import { Notice } from './notice.tsx'

/** The versions that do not open, and why. Nothing when all do. */
export function DamagedNotice(props: {
  readonly entries: readonly DamagedEntry[]
  /** How many there are and what follows from it. */
  readonly title: string
}) {
  const text = useText()
  if (props.entries.length === 0) return null
  return (
    <Notice kind="warning" title={props.title}>
      <ul>
        {props.entries.map(({ ruleset, title, version, problem }) => (
          <li key={`${ruleset} ${version}`}>
            <strong>{text(title)}</strong> {version}: {text(problem.message)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** How many cases the numbers beside it lack, and why. Nothing when they lack none. */
export function LeftOutNotice(props: { readonly leftOut: readonly LeftOut[] }) {
  const { t } = useTranslation()
  const text = useText()
  if (props.leftOut.length === 0) return null
  const count = props.leftOut.reduce((sum, { cases }) => sum + cases, 0)
  return (
    <Notice kind="warning" title={t('damaged.leftOut', { count })}>
      <ul>
        {props.leftOut.map(({ version, cases, problem }) => (
          <li key={`${version} ${problem.code}`}>
            {t('damaged.casesOf', { version, count: cases })} {text(problem.message)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
