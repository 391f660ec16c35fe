export function CasePage() {
  return <main className="page" />
}
