/**
 * Puts text on the clipboard; returns whether that was possible. Servers without a certificate have no clipboard in
 * browsers, so a selection is copied there.
 */
export async function writeClipboard(text: string): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text)
      return true
    } catch {
      return false
    }
  }
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('aria-hidden', 'true')
  document.body.append(area)
  area.select()
  // Deprecated, and the only way there is without a secure context.
  const done = document.execCommand('copy')
  area.remove()
  return done
}

/** The text on the clipboard; undefined where the browser does not give it: never to a page of a server without a certificate. */
export async function readClipboard(): Promise<string | undefined> {
  if (!window.isSecureContext) return undefined
  return await navigator.clipboard.readText().catch(() => undefined)
}
