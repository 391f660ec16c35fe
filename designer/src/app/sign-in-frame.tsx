import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'
import { LanguageSwitch } from './language-switch.tsx'

/** A card by itself on a page, as the sign-in is: nothing else can be reached from it. */
export function SignInFrame(props: {
  readonly children: ReactNode
  /** What is said below the card. */
  readonly foot: string
}) {
  return (
    <div className="sign-in">
      <header className="sign-in-top">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="sign-in-card">{props.children}</main>
      <footer className="sign-in-foot quiet">{props.foot}</footer>
    </div>
  )
}
