import type { Page } from 'playwright-core'
import type { Language } from './dictionary.ts'

/** A page of the designer, or a page with one of its panels open. */
export interface Place {
  readonly name: string
  readonly account: 'nobody' | 'admin' | 'clerk' | 'publisher' | 'doctor' | 'assessor'
  /** Opens it and waits until what is particular about it stands on the screen. */
  readonly open: (page: Page, url: string, language: Language) => Promise<void>
}
