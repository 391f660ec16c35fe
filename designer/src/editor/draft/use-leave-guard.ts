import { App } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { useDocument } from '../../document/editing/use-document.ts'

/** Asks before unsaved edits are lost, by a link or by closing the window. */
export function useLeaveGuard(canSave: boolean): void {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const saved = useDocument((state) => state.saved) || !canSave
  const id = useDocument((state) => state.present.manifest.id)
  const blocker = useBlocker(
    ({ nextLocation }) => !saved && !nextLocation.pathname.startsWith(`/rulesets/${id}/`),
  )
  useEffect(() => {
    if (blocker.state !== 'blocked') return
    modal.confirm({
      title: t('editor.leaveTitle'),
      content: t('editor.leaveText'),
      okText: t('editor.leave'),
      okButtonProps: { danger: true },
      cancelText: t('editor.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    })
  }, [blocker, modal, t])
  useEffect(() => {
    if (saved) return
    const onLeave = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', onLeave)
    return () => window.removeEventListener('beforeunload', onLeave)
  }, [saved])
}
