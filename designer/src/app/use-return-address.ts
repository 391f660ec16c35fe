import { useLocation } from 'react-router'

const first = '/rulesets'
/** Where the address is kept while the browser is at the site's provider. */
const kept = 'jieli.return-address'

/** Where to go back to: the page that led here, or the first one. */
export function useReturnAddress(): string {
  return (useLocation().state as { from?: string } | null)?.from ?? first
}

/** Keeps the address for when the browser comes back from elsewhere. */
export function keepReturnAddress(address: string): void {
  sessionStorage.setItem(kept, address)
}

/** The address that was kept, once; only one of this product. */
export function takeReturnAddress(): string {
  const address = sessionStorage.getItem(kept)
  sessionStorage.removeItem(kept)
  return address !== null && /^\/(?!\/)/.test(address) ? address : first
}
