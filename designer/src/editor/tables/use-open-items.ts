import { useState } from 'react'

/**
 * Which items of a list are open. A visit of the address opens the item it points at;
 * after that everything opens and closes as the reader likes.
 * @param visit changes with every visit, also of the same address
 */
export function useOpenItems(
  target: string | undefined,
  visit: string,
): { readonly isOpen: (id: string) => boolean; readonly toggle: (id: string) => void } {
  const [open, setOpen] = useState<readonly string[]>([])
  const [visited, setVisited] = useState<string>()
  if (visited !== visit) {
    setVisited(visit)
    if (target !== undefined && !open.includes(target)) setOpen([...open, target])
  }
  return {
    isOpen: (id) => open.includes(id),
    toggle: (id) =>
      setOpen((before) =>
        before.includes(id) ? before.filter((other) => other !== id) : [...before, id],
      ),
  }
}
