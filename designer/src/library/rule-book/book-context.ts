import { createContext, useContext } from 'react'
import type { RuleBook } from '../../api/templates.ts'

/** The rule book being read. */
export const BookContext = createContext<RuleBook | undefined>(undefined)

/** @throws outside a rule book */
export function useBook(): RuleBook {
  const book = useContext(BookContext)
  if (book === undefined) throw new Error('This part of the page needs a rule book.')
  return book
}
