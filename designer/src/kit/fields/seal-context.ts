import { createContext } from 'react'

/** Called when a person is done with a field: what is typed next is an undo step of its own. */
export const SealContext = createContext(() => {})
