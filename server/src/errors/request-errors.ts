/** The errors of requests as such, whatever they ask for: a part of the catalogue of errors. */
export const requestErrors = {
  IDEMPOTENCY_UNSUPPORTED: {
    status: 400,
    zh: '{method} {route} 不支持 Idempotency-Key，请求没有执行。请去掉这个请求头；重发是否安全，由 If-Match 等其他条件保证。',
    en: '{method} {route} cannot honour an Idempotency-Key and the request was not carried out. Please leave the header out; If-Match keeps a change from being made twice.',
  },
  IDEMPOTENCY_MALFORMED: {
    status: 400,
    zh: 'Idempotency-Key 须为 1 至 200 个字符，请求没有执行。',
    en: 'An Idempotency-Key has 1 to 200 characters. The request was not carried out.',
  },
  PRECONDITION_MALFORMED: {
    status: 400,
    zh: '请求头 {header} 写法有误：{actual}。请写带引号的版本号，例如 {header}: "3"；多个之间用逗号隔开，不限版本写 *。',
    en: 'The {header} header is not well formed: {actual}. Please send revisions in quotes, such as {header}: "3", with commas between several, or * for any.',
  },
  CHANGE_RACED: {
    status: 409,
    zh: '别人正在同时改动同一内容，本次没有写入，什么也没有改变。请稍后重试。',
    en: 'Others are changing the same thing at this moment. Nothing was changed. Please try again shortly.',
  },
  REQUEST_TOO_SLOW: {
    status: 408,
    zh: '请求传输过慢，未能在规定时间内收完，连接已断开，什么也没有改变。请检查网络后重试。',
    en: 'The request came in too slowly and was not there in time. The connection was closed and nothing was changed. Please check the network and try again.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    zh: '请求正文超过允许的大小（{limit}）。',
    en: 'The request body is larger than allowed ({limit}).',
  },
  ADDRESS_TOO_LONG: {
    status: 414,
    zh: '请求地址或其中的参数过长。',
    en: 'The address, or a part of it, is too long.',
  },
  MEDIA_TYPE: {
    status: 415,
    zh: '请求正文须为 JSON（Content-Type: application/json），收到的是“{actual}”。',
    en: 'The request body must be JSON (Content-Type: application/json), but "{actual}" was sent.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    zh: '地址连同请求头过长。请缩短地址中的查询条件，或减少请求头（例如过多的 Cookie）后重试。',
    en: 'The address and the headers together are too long. Please shorten the query, or send fewer headers, for example fewer cookies.',
  },
  TOO_MANY_REQUESTS: {
    status: 429,
    zh: '尝试过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many attempts. Please try again in {seconds} seconds.',
  },
  STREAMS_OPEN: {
    status: 429,
    zh: '同一账号或密钥最多同时打开 {limit} 个事件流，服务器的总数也有上限。请先关闭不用的，稍后再试；也可以改用 GET /api/v1/events 定时读取。',
    en: 'One account or key may have {limit} streams open at once, and the server so many in all. Please close those that are not needed and try again, or poll GET /api/v1/events.',
  },
  LIMIT_REACHED: {
    status: 429,
    zh: '请求过于频繁，请在 {seconds} 秒后再试。',
    en: 'Too many requests. Please try again in {seconds} seconds.',
  },
  REQUEST_REFUSED: {
    status: 400,
    zh: '服务器无法理解这个请求：{detail}。',
    en: 'The server cannot understand this request: {detail}.',
  },
  SERVER_OVERLOADED: {
    status: 503,
    zh: '服务器负荷过重，没有受理这个请求，什么也没有改变。请在 {seconds} 秒后再试。',
    en: 'The server has too much to do and did not take this request. Nothing was changed. Please try again in {seconds} seconds.',
  },
  SERVER_ENDING: {
    status: 503,
    zh: '服务器正在停止或重启，没有受理这个请求。请稍后重试。',
    en: 'The server is stopping or being restarted and did not take this request. Please try again shortly.',
  },
} as const
