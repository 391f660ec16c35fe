import type { IssueExample } from '@jieli/engine'
import { useEffect, useRef } from 'react'
import { useLocation, useNavigate } from 'react-router'

/** Shows the example that somebody came here with, once: going back and forth later leaves the simulator as it is. */
export function useShownExample(show: (example: IssueExample) => void): void {
  const location = useLocation()
  const navigate = useNavigate()
  const example = (location.state as { readonly example?: IssueExample } | null)?.example
  const shown = useRef<IssueExample>(undefined)
  useEffect(() => {
    if (example === undefined || shown.current === example) return
    shown.current = example
    show(example)
    void navigate(`${location.pathname}${location.search}`, { replace: true, state: null })
  })
}
