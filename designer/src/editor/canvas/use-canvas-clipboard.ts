import type { Pathway } from '@jieli/engine'
import { App } from 'antd'
import { type ClipboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pastedPaths, pasteStates } from '../../document/commands/paste-states.ts'
import type { Positions } from '../../document/commands/place-state.ts'
import { useRunCommand } from '../../document/editing/use-document.ts'
import { readClipboard, writeClipboard } from '../../kit/clipboard.ts'
import { anyState } from './statechart.ts'
import { copyStates, readCopied, writeCopied } from './copied-states.ts'
import type { Selection } from './selection.ts'

/** How far a copy lies from what it was copied from. */
const step = 40

/** Copy and paste of states through the system's clipboard: Ctrl and Cmd both work, and so do other windows. */
export function useCanvasClipboard(canvas: {
  readonly pathway: Pathway
  readonly positions: Positions
  readonly selection: Selection
  readonly setSelection: (selection: Selection) => void
}) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const run = useRunCommand()
  const pastes = useRef(0)
  const { pathway, positions, selection } = canvas

  const copiedText = (): string | undefined => {
    const paths = selection.states.filter((path) => path !== anyState)
    if (paths.length === 0) return undefined
    pastes.current = 0
    return writeCopied(copyStates(pathway, paths, positions))
  }
  const paste = (text: string): boolean => {
    const copied = readCopied(text)
    if (copied === undefined) return false
    const offset = step * ++pastes.current
    const paths = pastedPaths(Object.keys(pathway.machine.states), '', copied)
    run(
      pasteStates({
        pathway: pathway.id,
        parent: '',
        copied,
        offset: { x: offset, y: offset },
        positions,
      }),
    )
    canvas.setSelection({ states: [...paths.values()], transitions: [] })
    return true
  }
  const inField = (event: ClipboardEvent): boolean =>
    event.target instanceof HTMLElement && event.target.closest('input, textarea') !== null

  return {
    /** True when something was copied. */
    onCopy: (event: ClipboardEvent): boolean => {
      const text = inField(event) ? undefined : copiedText()
      if (text === undefined) return false
      event.clipboardData.setData('text/plain', text)
      event.preventDefault()
      return true
    },
    onPaste: (event: ClipboardEvent): void => {
      if (!inField(event) && paste(event.clipboardData.getData('text/plain')))
        event.preventDefault()
    },
    copyByButton: async (): Promise<void> => {
      const text = copiedText()
      if (text === undefined) return
      if (!(await writeClipboard(text))) void message.warning(t('canvas.clipboardRefused'))
    },
    pasteByButton: async (): Promise<void> => {
      const text = await readClipboard()
      if (text === undefined) void message.warning(t('canvas.clipboardRefused'))
      else if (!paste(text)) void message.info(t('canvas.nothingToPaste'))
    },
  }
}
