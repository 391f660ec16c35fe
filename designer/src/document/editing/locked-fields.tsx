import { ConfigProvider } from 'antd'
import type { ReactNode } from 'react'
import { HeldContext } from '../../kit/fields/use-disabled.ts'

/** Fields that cannot be used while the item they belong to is held from above. */
export function HeldFields(props: { readonly held: boolean; readonly children: ReactNode }) {
  return (
    <HeldContext value={props.held}>
      <ConfigProvider componentDisabled={props.held}>{props.children}</ConfigProvider>
    </HeldContext>
  )
}
