import type { Issue } from '@jieli/engine'
import { createContext, useContext } from 'react'

/** The issues of the document on screen. */
export interface Problems {
  readonly issues: readonly Issue[]
  /** False while edits newer than the issues wait to be checked. */
  readonly current: boolean
}

export const noProblems: Problems = { issues: [], current: true }
export const ProblemsContext = createContext<Problems>(noProblems)

export function useProblems(): Problems {
  return useContext(ProblemsContext)
}
