/** The calendar day in Beijing, which the server uses too: `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}
