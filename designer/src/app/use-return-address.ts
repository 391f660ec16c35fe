import { useLocation } from 'react-router'

/** Where to go back to: the page that led here, or the first one. */
export function useReturnAddress(): string {
  return (useLocation().state as { from?: string } | null)?.from ?? '/rulesets'
}
