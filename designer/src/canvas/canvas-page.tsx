export function CanvasPage() {
  return <main className="page" />
}
