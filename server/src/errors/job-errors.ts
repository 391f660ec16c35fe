/** What can be wrong about jobs. */
export const jobErrors = {
  JOB_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的任务，或不在您的权限之内。',
    en: 'There is no job "{id}", or it is outside your grants.',
  },
  JOB_ENDED: {
    status: 409,
    zh: '这个任务已经结束，不能再取消。',
    en: 'This job has ended and cannot be cancelled any more.',
  },
  JOBS_FULL: {
    status: 409,
    zh: '您已有 {limit} 个任务没有做完。请等其中一个做完，或先取消一个。',
    en: 'You have {limit} jobs that are not done. Please wait for one of them, or cancel one first.',
  },
  JOB_ACCOUNT_GONE: {
    status: 409,
    zh: '发起任务的账户或密钥已经停用，任务没有继续。',
    en: 'The account or key that started the job has been disabled, so it did not go on.',
  },
  JOB_FILE_GONE: {
    status: 409,
    zh: '随任务上传的表格已经不在。请重新上传。',
    en: 'The table that was sent with the job is no longer there. Please send it again.',
  },
  JOB_TRIED: {
    status: 500,
    zh: '任务试了 {tries} 次都没有做完，已经停止。请联系系统管理员；服务器日志中有原因。',
    en: 'The job was tried {tries} times without getting on, and was stopped. Please ask the administrator; the log of the server says why.',
  },
} as const
