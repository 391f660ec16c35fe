import type { ReactNode } from 'react'
import { describeFailure } from '../../api/api-error.ts'
import { isBeingCounted } from '../../api/being-counted.ts'
import { useText } from '../i18n/use-language.ts'
import { Notice } from './notice.tsx'

/** What failed, for people; nothing while nothing has. */
export function FailureNotice(props: {
  readonly error: unknown
  /** Details below. */
  readonly children?: ReactNode
}) {
  const text = useText()
  if (props.error === null || props.error === undefined) return null
  return (
    <Notice
      kind={isBeingCounted(props.error) ? 'info' : 'error'}
      title={text(describeFailure(props.error))}
    >
      {props.children}
    </Notice>
  )
}
