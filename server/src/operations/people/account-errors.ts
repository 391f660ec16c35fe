import { ServerError } from '../../errors/server-error.ts'
import { AccountError } from '../../people/account-error.ts'

/** Does something to an account, with what is wrong told as an error of the server. */
export async function translated<T>(username: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AccountError)) throw error
    switch (error.code) {
      case 'USERNAME_TAKEN':
      case 'USER_UNKNOWN':
        throw new ServerError(error.code, { username })
      case 'USERNAME_INVALID':
        throw invalid('用户名须为 1 至 64 个字母、数字或 ._@-，并以字母或数字开头', error)
      case 'PASSWORD_TOO_SHORT':
        throw invalid('密码过短，至少 10 个字符', error)
      case 'PASSWORD_TOO_LONG':
        throw invalid('密码过长', error)
      case 'PASSWORD_IS_NAME':
        throw invalid('密码不能与用户名或姓名相同', error)
      case 'PASSWORD_GUESSABLE':
        throw invalid(
          '这个密码容易被猜中：按常用密码、姓名、键盘顺序、日期和重复字符估计，不到一百万次就能猜到',
          error,
        )
    }
  }
}

function invalid(zh: string, error: AccountError): ServerError {
  return new ServerError('ACCOUNT_INVALID', { detail: { zh, en: error.message } })
}
