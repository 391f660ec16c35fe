import { type ExceptionStatus, exceptionsOver } from '@jieli/engine'
import { createContext, useContext } from 'react'

const none: readonly ExceptionStatus[] = []

/** The exceptions of the ruleset on screen, with their status today. */
export const ExceptionsContext = createContext(none)

/** Those that excuse an item. */
export function useExceptionsOver(): (path: string) => readonly ExceptionStatus[] {
  const exceptions = useContext(ExceptionsContext)
  return (path) => (exceptions.length === 0 ? none : exceptionsOver(exceptions, path))
}
