import { formatDuration, formatWorkingTime, readSpan } from '@jieli/engine'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { CommitInput } from './commit-input.tsx'
import { useDisabled } from './use-disabled.ts'

/** A span of time, shown and typed in words: 1 day 12 hours, 30 minutes; of office hours where it is counted in them. */
export function DurationInput(props: {
  readonly label: string
  /** ISO 8601, empty when not filled in. */
  readonly value: string
  readonly onCommit: (text: string) => void
  readonly disabled?: boolean | undefined
  /** Counted in office hours. */
  readonly office?: boolean
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { office = false, value } = props
  const format = office ? formatWorkingTime : formatDuration
  const read = (text: string): string | undefined => {
    const span = readSpan(text)
    return span === undefined || (span.office && !office) ? undefined : span.duration
  }
  return (
    <CommitInput
      label={props.label}
      disabled={useDisabled()(props.disabled)}
      placeholder={t('fields.durationExample')}
      value={value === '' ? '' : format(value, language)}
      check={(text) =>
        text === '' || read(text) !== undefined ? undefined : t('fields.durationForm')
      }
      onCommit={(text) => props.onCommit(text === '' ? '' : (read(text) ?? value))}
    />
  )
}
