import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/launch/root.mjs'

/** What somebody who has never seen the code comes to find, and where it is. */
const sought = {
  'the hit policies': 'engine/src/decisions/hit-policy.ts',
  'the check that a red line is kept': 'engine/src/red-lines/check-red-lines.ts',
  'the route that steps a case': 'server/src/routes/case-routes.ts',
  'the command that adds a state': 'designer/src/document/commands/add-state.ts',
  'the contract of a case': 'server/src/contracts/case.ts',
  'the store adapters': 'server/src/adapters',
}

/** The pages and files a page of ours links to, as paths from the root. */
function linkedFrom(page: string): string[] {
  const text = readFileSync(path.join(root, page), 'utf8')
  return [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => path.join(path.dirname(page), target).replace(/\/$/, ''))
    .filter((target) => existsSync(path.join(root, target)))
}

/** Everything that is reached from a page in so many clicks. A folder shows its README. */
function reachedFrom(first: string, clicks: number): Set<string> {
  const reached = new Set([first])
  let pages = [first]
  for (let click = 0; click < clicks; click++) {
    const next = [...new Set(pages.flatMap(linkedFrom))].filter((target) => !reached.has(target))
    for (const target of next) reached.add(target)
    pages = next
      .map((target) =>
        statSync(path.join(root, target)).isDirectory() ? path.join(target, 'README.md') : target,
      )
      .filter((target) => target.endsWith('.md') && existsSync(path.join(root, target)))
    for (const page of pages) reached.add(page).add(path.dirname(page))
  }
  return reached
}

for (const page of ['README.md', 'README.zh-CN.md'])
  it.each(Object.entries(sought))(`from ${page} three clicks lead to %s`, (_, file) => {
    expect([...reachedFrom(page, 3)]).toContain(file)
  })
