import { Button, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { FailureNotice } from '../../kit/notices/failure-notice.tsx'

/** Something that is done to what is kept of a person, and needs a reason; closed until somebody opens it. */
export function ReasonForm(props: {
  readonly title: string
  readonly hint: string
  readonly label: string
  readonly action: string
  readonly busy: boolean
  readonly error: Error | null
  readonly danger?: boolean
  /** What else has to be filled in, and whether it is. */
  readonly more?: ReactNode
  readonly ready?: boolean
  readonly onSend: (reason: string) => void
  /** What has come of it. */
  readonly children?: ReactNode
}) {
  const [reason, setReason] = useState('')
  const field = useId()
  const { danger = false, ready = true } = props
  return (
    <details className="retention-form">
      <summary>{props.title}</summary>
      <p className="quiet">{props.hint}</p>
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault()
          props.onSend(reason.trim())
        }}
      >
        {props.more}
        <label htmlFor={field}>{props.label}</label>
        <Input
          id={field}
          value={reason}
          maxLength={2000}
          onChange={({ target }) => setReason(target.value)}
        />
        <div>
          <Button
            danger={danger}
            htmlType="submit"
            disabled={reason.trim() === '' || !ready}
            loading={props.busy}
          >
            {props.action}
          </Button>
        </div>
      </form>
      <FailureNotice error={props.error} />
      {props.children}
    </details>
  )
}
