import { UploadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useDisabled } from './use-disabled.ts'

/** A button that has a table chosen, in Excel or CSV. */
export function FileButton(props: {
  readonly label: string
  readonly busy: boolean
  readonly primary?: boolean
  readonly disabled?: boolean
  readonly onChoose: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const disabled = useDisabled()(props.disabled)
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.xlsx"
        aria-label={props.label}
        disabled={disabled}
        onChange={(event) => {
          const file = event.target.files?.[0]
          event.target.value = ''
          if (file !== undefined) props.onChoose(file)
        }}
      />
      <Button
        type={props.primary === true ? 'primary' : 'default'}
        icon={<UploadOutlined aria-hidden />}
        loading={props.busy}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </Button>
    </>
  )
}
