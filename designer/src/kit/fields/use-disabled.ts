import { createContext, useContext } from 'react'

/** True within fields that are held from above. */
export const HeldContext = createContext(false)

/** Whether a control is disabled: for a reason of its own, or with all the fields it stands among. */
export function useDisabled(): (own?: boolean) => boolean {
  const held = useContext(HeldContext)
  return (own) => held || (own ?? false)
}
