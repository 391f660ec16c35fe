import type { EncryptionStanding } from './begin-encryption.ts'

/** What a server that starts says of how it keeps what it knows of persons. */
export function describeEncryption(standing: EncryptionStanding | undefined): string[] {
  if (standing === undefined)
    return [
      '  个人信息不逐项加密，见 JIELI_DATA_KEYS · what is stored of persons is not encrypted, see JIELI_DATA_KEYS',
    ]
  const { keyId, unfinished } = standing
  return [
    `  个人信息加密 encrypted  密钥 key ${keyId}`,
    ...(unfinished
      ? [
          '  早先的数据还没有用这把密钥加密，请运行 jieli encrypt · earlier data are not under this key yet: run jieli encrypt',
        ]
      : []),
  ]
}
