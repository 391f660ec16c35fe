import type { Contract } from '@jieli/engine'
import { useContext } from 'react'
import { ExceptionsContext } from './exceptions-context.ts'
import { contractOver, lockedBy } from './provenance.ts'
import { useDocument } from './use-document.ts'

/** Finds the contract that locks an item; nothing where it may be changed. */
export function useLockedBy(): (path: string) => Contract | undefined {
  const parent = useDocument((state) => state.parent)
  const exceptions = useContext(ExceptionsContext)
  return (path) => lockedBy(parent, path, exceptions)
}

/** The contract to show beside an item: the parent's, else the one set here for those below. */
export function useContractOver(): (path: string) => Contract | undefined {
  const parent = useDocument((state) => state.parent)
  const present = useDocument((state) => state.present)
  return (path) => contractOver(parent, path) ?? contractOver(present, path)
}
