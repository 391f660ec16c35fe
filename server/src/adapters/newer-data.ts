import { StoreError } from '../ports/store-error.ts'
import { dataVersion } from './data-version.ts'

/** Why data of a later Jieli are not opened: this program would read them wrongly. */
export function newerData(where: string, found: number): StoreError {
  return new StoreError(
    'STORE_NEWER',
    `${where} 是较新版本的接力写的（数据版本 ${found}，本程序只认识 ${dataVersion}）：请用那个版本启动，或恢复升级前的备份，见 docs/upgrade.md · ${where} was written by a newer Jieli (data version ${found}, this one knows ${dataVersion}): start that version, or restore the backup made before the upgrade; see docs/upgrade.md`,
  )
}
