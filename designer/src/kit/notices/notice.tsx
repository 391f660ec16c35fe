import { Alert } from 'antd'
import type { ReactNode } from 'react'

/** A message within a page. */
export function Notice(props: {
  readonly kind: 'error' | 'warning' | 'info' | 'success'
  readonly title: ReactNode
  readonly children?: ReactNode
  readonly action?: ReactNode
}) {
  return (
    <Alert
      className="notice"
      type={props.kind}
      showIcon
      title={props.title}
      description={props.children}
      action={props.action}
    />
  )
}
