import { App } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { useDocument } from '../../document/editing/use-document.ts'

/**
 * Asks before unsaved edits are left behind, by a link or by closing the window.
 * @param flush tells whether this browser keeps them
 */
export function useLeaveGuard(canSave: boolean, flush: () => Promise<boolean>): void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const saved = useDocument((state) => state.saved) || !canSave
  const id = useDocument((state) => state.present.manifest.id)
  const blocker = useBlocker(
    ({ nextLocation }) => !saved && !nextLocation.pathname.startsWith(`/rulesets/${id}/`),
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    void flush().then((kept) => {
      modal.confirm({
        title: t('editor.leaveTitle'),
        content: t(kept ? 'editor.leaveKept' : 'editor.leaveText'),
        okText: t('editor.leave'),
        okButtonProps: { danger: !kept },
        cancelText: t('editor.stay'),
        onOk: () => blocker.proceed(),
        onCancel: () => blocker.reset(),
      })
    })
  }, [blocker, modal, t, flush])
  useEffect(() => {
    if (saved) return
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [saved])
}
