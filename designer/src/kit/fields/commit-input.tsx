import { Input } from 'antd'
import { type KeyboardEvent, useContext, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { SealContext } from './seal-context.ts'
import { useDisabled } from './use-disabled.ts'

/** Pause after the last letter before what was typed is taken over. */
const pauseMilliseconds = 600

export interface CommitInputProps {
  readonly value: string
  readonly onCommit: (text: string) => void
  /** Read out as the field's name; leave it out when a `<label htmlFor={id}>` names it. */
  readonly label?: string
  readonly id?: string
  readonly multiline?: boolean
  readonly placeholder?: string
  readonly disabled?: boolean
  readonly prefix?: React.ReactNode
  readonly suffix?: React.ReactNode
  readonly className?: string
  /** Why the text cannot be taken over; such a text stays in the field and is not committed. */
  readonly check?: (text: string) => string | undefined
  /** Called with the text as it is typed, for what is computed beside the field; with `undefined` once it is committed or given up. */
  readonly onType?: (text: string | undefined) => void
}

/**
 * A text field that commits finished text only: on blur, on Enter, or after a pause,
 * and never while an input method is still composing. What is typed in one stay is one undo step.
 */
export function CommitInput(props: CommitInputProps) {
  const seal = useContext(SealContext)
  const disabled = useDisabled()(props.disabled)
  // What is in the field while it differs from what is committed.
  const [typed, setTyped] = useState<string>()
  const composing = useRef(false)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pending = useRef<string>(undefined)
  const latest = useRef(props)
  useLayoutEffect(() => {
    latest.current = props
  })

  const commit = (): void => {
    clearTimeout(timer.current)
    const text = pending.current
    if (text === undefined || composing.current) return
    if (latest.current.check?.(text) !== undefined) return
    pending.current = undefined
    setTyped(undefined)
    latest.current.onType?.(undefined)
    if (text !== latest.current.value) latest.current.onCommit(text)
  }
  const take = (text: string): void => {
    setTyped(text)
    props.onType?.(text)
    pending.current = text
    clearTimeout(timer.current)
    if (!composing.current) timer.current = setTimeout(commit, pauseMilliseconds)
  }
  // A field that is taken off the page hands over what is in it.
  const commitLatest = useRef(commit)
  useLayoutEffect(() => {
    commitLatest.current = commit
  })
  useEffect(() => () => commitLatest.current(), [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') {
      clearTimeout(timer.current)
      pending.current = undefined
      setTyped(undefined)
      props.onType?.(undefined)
    }
    if (event.key === 'Enter' && !(props.multiline ?? false)) {
      commit()
      seal()
    }
  }

  const text = typed ?? props.value
  const problem = props.check?.(text)
  const shared = {
    value: text,
    ...(props.id === undefined ? {} : { id: props.id }),
    ...(props.label === undefined ? {} : { 'aria-label': props.label }),
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    ...(props.className === undefined ? {} : { className: props.className }),
    ...(problem === undefined ? {} : { status: 'error' as const }),
    'aria-invalid': problem !== undefined,
    // Undo inside a field with unfinished text belongs to the field, not to the document.
    'data-pending': typed !== undefined && typed !== props.value,
    disabled,
    onChange: (event: { target: { value: string } }) => take(event.target.value),
    onCompositionStart: () => {
      composing.current = true
      clearTimeout(timer.current)
    },
    onCompositionEnd: (event: { currentTarget: { value: string } }) => {
      composing.current = false
      take(event.currentTarget.value)
    },
    onBlur: () => {
      composing.current = false
      commit()
      seal()
    },
    onKeyDown,
  }
  return (
    <span className="field-wrap">
      {props.multiline === true ? (
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} {...shared} />
      ) : (
        <Input prefix={props.prefix} suffix={props.suffix} {...shared} />
      )}
      {problem !== undefined && <span className="field-problem">{problem}</span>}
    </span>
  )
}
