import { ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { LockedContext } from '../../kit/fields/use-disabled.ts'

/** Fields that cannot be used while the item they belong to is locked from above. */
export function LockedFields(props: { readonly locked: boolean; readonly children: ReactNode }) {
  return (
    <LockedContext value={props.locked}>
      <ConfigProvider componentDisabled={props.locked}>{props.children}</ConfigProvider>
    </LockedContext>
  )
}
