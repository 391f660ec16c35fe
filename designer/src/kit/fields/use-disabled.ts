import { createContext, useContext } from 'react'

/** True within fields that are locked from above. */
export const LockedContext = createContext(false)

/** Whether a control is disabled: for a reason of its own, or with all the fields around it. */
export function useDisabled(): (own?: boolean) => boolean {
  const locked = useContext(LockedContext)
  return (own) => locked || (own ?? false)
}
