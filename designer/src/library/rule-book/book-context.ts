import type { RuleBook } from '@jieli/server/contracts'
import { createContext, useContext } from 'react'

/** The rule book being read. */
export const BookContext = createContext<RuleBook | undefined>(undefined)

/** @throws outside a rule book */
export function useBook(): RuleBook {
  const book = useContext(BookContext)
  if (book === undefined) throw new Error('This part of the page needs a rule book.')
  return book
}
