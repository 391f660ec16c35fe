export function CasesPage() {
  return <main className="page" />
}
