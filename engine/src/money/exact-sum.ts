/** The sum of amounts in fen, or `null` where no JSON number holds it exactly. Pure. */
export function exactSum(amounts: readonly (number | null)[]): number | null {
  const sum = amounts.reduce<bigint>((total, amount) => total + BigInt(amount ?? 0), 0n)
  const number = Number(sum)
  return Number.isSafeInteger(number) ? number : null
}
