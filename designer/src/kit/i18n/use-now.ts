import { useEffect, useState } from 'react'

/** The time on this machine, to the half minute, in milliseconds since 1970: what says how long something still has. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
