import { ConfigProvider } from 'antd'
import type { ReactNode } from 'react'

/** Fields that cannot be used while the item they belong to is held from above. */
export function HeldFields(props: { readonly held: boolean; readonly children: ReactNode }) {
  return <ConfigProvider componentDisabled={props.held}>{props.children}</ConfigProvider>
}
