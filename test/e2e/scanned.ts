import type { Locator } from 'playwright-core'

/** A document as a scanner of paper writes it. */
export const scan = Buffer.from(
  '%PDF-1.4\n% consent\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n',
)

/** Chooses a document in a form, and waits until it is there. */
export async function addScan(form: Locator, name: string): Promise<void> {
  const buffer = Buffer.concat([scan, Buffer.from(`% ${name}\n`)])
  await form
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name, mimeType: 'application/pdf', buffer })
  await form.getByText(/PDF · \d+ B/).waitFor()
}
