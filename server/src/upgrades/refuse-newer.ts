import type { UpgradeMark } from '../documents/marks.ts'
import { StoreError } from '../ports/store-error.ts'
import { upgradeNames } from './run-upgrades.ts'

/**
 * Refuses a store that a later program has brought forward: this one does not know what its documents say now.
 * @throws {StoreError} STORE_NEWER
 */
export function refuseNewer(mark: Pick<UpgradeMark, 'done'> | undefined, where: string): void {
  const unknown = (mark?.done ?? []).filter((name) => !upgradeNames.includes(name))
  if (unknown.length === 0) return
  const names = unknown.join(', ')
  throw new StoreError(
    'STORE_NEWER',
    `${where} 已由较新版本的接力升级过（${names}），本程序不认识：请用那个版本启动，或恢复升级前的备份，见 docs/upgrade.md · ${where} was brought forward by a newer Jieli (${names}), which this program does not know: start that version, or restore the backup made before the upgrade; see docs/upgrade.md`,
  )
}
