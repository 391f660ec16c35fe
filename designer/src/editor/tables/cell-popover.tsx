import { Popover } from 'antd'
import { type ReactNode, useRef, useState } from 'react'
import { useDocumentStore } from '../../document/editing/use-document.ts'

/** A cell that shows its content as a short text and opens an editor over it on click, Space or F2. */
export function CellPopover(props: {
  /** Read out before the content: the column and the row. */
  readonly label: string
  readonly text: ReactNode
  /** Shown in grey when there is nothing in the cell. */
  readonly empty: string
  readonly children: () => ReactNode
}) {
  const store = useDocumentStore()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const change = (next: boolean): void => {
    setOpen(next)
    if (!next) store.seal()
  }
  const isEmpty = props.text === ''
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={change}
      destroyOnHidden
      content={
        <div
          className="cell-editor"
          role="group"
          aria-label={props.label}
          onKeyDown={(event) => {
            // The editor is inside the table for React: its keys must not move the table's focus.
            event.stopPropagation()
            if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
            change(false)
            button.current?.focus()
          }}
        >
          {open ? props.children() : null}
        </div>
      }
    >
      <button
        ref={button}
        type="button"
        className={isEmpty ? 'cell-button cell-empty' : 'cell-button'}
        aria-label={`${props.label}${typeof props.text === 'string' ? ` ${isEmpty ? props.empty : props.text}` : ''}`}
        aria-haspopup="dialog"
        aria-expanded={open}
        onKeyDown={(event) => {
          if (event.key === 'F2') change(true)
        }}
      >
        {isEmpty ? props.empty : props.text}
      </button>
    </Popover>
  )
}
