/** The errors about who somebody is, what they may do where, and the accounts and keys of others. */
export const peopleErrors = {
  KEY_TOLD: {
    status: 409,
    zh: '这个请求已经建立了 API 密钥 {id}，密钥只在当时告知一次，不能再次告知。如未收到，请停用它，并用新的幂等键另建一个。',
    en: 'This request has made the API key {id} already. A key is told once and cannot be told again: if it did not reach you, withdraw it and make another with a new idempotency key.',
  },
  PASSWORD_CHANGE_NEEDED: {
    status: 403,
    zh: '您的密码是别人代设的，请先改成自己的密码（PUT /api/v1/me/password）。改好之前不能做别的事。',
    en: 'Somebody else chose your password. Please choose one of your own first (PUT /api/v1/me/password); until then you can do nothing else.',
  },
  PASSWORD_EXPIRED: {
    status: 403,
    zh: '您的密码已超过本站规定的使用天数，请先换一个（PUT /api/v1/me/password）。换好之前不能做别的事。',
    en: 'Your password is older than this site allows. Please choose another first (PUT /api/v1/me/password); until then you can do nothing else.',
  },
  PASSWORD_INCORRECT: {
    status: 422,
    zh: '密码不正确，没有任何改动。',
    en: 'The password is not correct. Nothing was changed.',
  },
  SECOND_FACTOR_WRONG: {
    status: 422,
    zh: '验证码不正确，或已用过、已过期。请输入验证器此刻显示的六位数字；手机丢失时请输入一个没有用过的备用码。',
    en: 'The code is not correct, was used before or has expired. Please enter the six digits your authenticator shows now; with the telephone lost, one of your recovery codes that you have not used.',
  },
  SIGN_IN_STEP_GONE: {
    status: 401,
    zh: '请先输入用户名和密码。验证码要在输入密码后五分钟之内提交。',
    en: 'Please enter your user name and password first. The code has to follow within five minutes.',
  },
  SECOND_FACTOR_SETUP_NEEDED: {
    status: 403,
    zh: '本站要求您的角色在登录时另用验证码，请先设置（POST /api/v1/me/second-factor）。设好之前不能做别的事。',
    en: 'This site asks your role for a code beside the password. Please set it up first (POST /api/v1/me/second-factor); until then you can do nothing else.',
  },
  SECOND_FACTOR_NOT_BEGUN: {
    status: 409,
    zh: '没有等待确认的验证器，或给出已超过一刻钟。请重新开始设置。',
    en: 'There is no authenticator waiting to be confirmed, or it was given out more than a quarter of an hour ago. Please begin again.',
  },
  SECOND_FACTOR_OF_PERSON: {
    status: 403,
    zh: '只有登录的人有验证器，API 密钥没有。',
    en: 'Only people who sign in have an authenticator; an API key has none.',
  },
  OWN_SECOND_FACTOR: {
    status: 409,
    zh: '自己的验证器不在这里取消。换手机时请重新设置；手机丢失时请用备用码登录，或请另一位管理员取消。',
    en: 'Your own authenticator is not taken away here. With a new telephone, set it up again; with a lost one, sign in with a recovery code or ask another administrator.',
  },
  SECOND_FACTOR_UNREADABLE: {
    status: 503,
    zh: '服务器打不开您的验证器密钥，暂时不能核对验证码。请管理员检查数据文件夹中的 secret.key 或设置 JIELI_SECRET_KEY。',
    en: 'The server cannot open the secret of your authenticator and so cannot check a code. Please have an administrator look at secret.key in the data folder, or at the setting JIELI_SECRET_KEY.',
  },
  PASSWORD_WRONG: {
    status: 422,
    zh: '原密码不正确，密码没有改变。',
    en: 'The old password is not correct. The password was not changed.',
  },
  PASSWORD_OF_PERSON: {
    status: 403,
    zh: '只有登录的人有密码，API 密钥没有密码可改。',
    en: 'Only people who sign in have a password; an API key has none to change.',
  },
  PASSWORD_ELSEWHERE: {
    status: 409,
    zh: '这个账户通过本站的统一身份认证登录，在这里没有密码，也没有验证器。请到统一身份认证服务更改。',
    en: "This account signs in by the site's provider of identities; it has no password and no authenticator here. Please change them at the provider.",
  },
  SINGLE_SIGN_ON_OFF: {
    status: 404,
    zh: '本站没有设置统一身份认证，请用用户名和密码登录。',
    en: 'No provider of identities is set here. Please sign in with your user name and password.',
  },
  PROVIDER_UNREACHABLE: {
    status: 503,
    zh: '现在得不到统一身份认证服务的答复，请稍后再试。有本地用户名和密码的，仍可以用它们登录。',
    en: 'The provider of identities does not answer now; please try again later. Whoever has a local user name and password can still sign in with them.',
  },
  PROVIDER_STEP_GONE: {
    status: 401,
    zh: '这不是十分钟内从本浏览器开始的登录，请重新登录。',
    en: 'This is no sign-in that was begun in this browser within the last ten minutes. Please begin again.',
  },
  PROVIDER_SIGN_IN_REFUSED: {
    status: 401,
    zh: '统一身份认证没有完成：{fault}。请重新登录。',
    en: 'The sign-in by the provider of identities was not completed: {fault}. Please begin again.',
  },
  PROVIDER_GRANTS_MISSING: {
    status: 403,
    zh: '统一身份认证已经确认您的身份，但您所在的组在这里没有任何权限。请向本单位信息科申请。',
    en: 'The provider of identities has confirmed who you are, but none of your groups has any right here. Please ask your IT department.',
  },
  ACCOUNT_DISABLED: {
    status: 403,
    zh: '您的账户在这里已停用，请联系管理员。',
    en: 'Your account is disabled here. Please ask an administrator.',
  },
  SESSION_UNKNOWN: {
    status: 404,
    zh: '没有这个登录，或它已经结束。',
    en: 'There is no such session, or it has ended.',
  },
  OWN_PASSWORD: {
    status: 409,
    zh: '自己的密码不在这里改。请用“修改密码”，并填写原密码（PUT /api/v1/me/password）。',
    en: 'Your own password is not changed here. Please use "change password", which asks for the old one (PUT /api/v1/me/password).',
  },
  DEMO_KEY_REMOTE: {
    status: 403,
    zh: '演示密钥只能在运行服务器的那台机器上使用。请管理员另发一个 API 密钥。',
    en: "The demonstration's key works only on the machine where the server runs. Please have an administrator make another key.",
  },
  SIGN_IN_NEEDED: {
    status: 401,
    zh: '请先登录，或在请求头中提供有效的 API 密钥（Authorization: Bearer …）。',
    en: 'Please sign in, or send a valid API key (Authorization: Bearer …).',
  },
  SIGN_IN_FAILED: {
    status: 401,
    zh: '用户名或密码不正确。',
    en: 'The user name or the password is not correct.',
  },
  KEY_INVALID: {
    status: 401,
    zh: 'API 密钥无效、已到期或已停用，请向管理员索取新的密钥。',
    en: 'The API key is not valid, has run out or has been withdrawn. Please ask the administrator for a new one.',
  },
  PERMISSION_MISSING: {
    status: 403,
    zh: '您的角色没有此项权限（{permission}）。',
    en: 'Your roles do not include this permission ({permission}).',
  },
  SCOPE_MISSING: {
    status: 403,
    zh: '规则集“{ruleset}”不在您的权限所及的县区之内。',
    en: 'The ruleset "{ruleset}" belongs to a county outside your grants.',
  },
  UNIT_SCOPE_MISSING: {
    status: 403,
    zh: '转出单位“{fromUnit}”和转入单位“{toUnit}”都不在您的权限所及的单位之内，不能由您发起这个个案。',
    en: 'Neither the referring unit "{fromUnit}" nor the receiving unit "{toUnit}" is among your units, so you cannot start this case.',
  },
  UNIT_OUTSIDE: {
    status: 403,
    zh: '单位“{unit}”不在您的权限所及的单位之内。',
    en: 'The unit "{unit}" is not among your units.',
  },
  WHOLE_COUNTY_NEEDED: {
    status: 403,
    zh: '此项涉及全县，而您的权限只及个别单位。请由负责全县的人员办理，或只查看本单位的部分。',
    en: 'This concerns the county as a whole, and your grants reach single units only. Please ask whoever is responsible for the county, or look at the part of your unit.',
  },
  ACCOUNT_INVALID: {
    status: 422,
    zh: '账户未能保存：{detail}。',
    en: 'The account was not saved: {detail}.',
  },
  USERNAME_TAKEN: {
    status: 409,
    zh: '用户名“{username}”已被使用。',
    en: 'The user name "{username}" is taken.',
  },
  USER_UNKNOWN: {
    status: 404,
    zh: '没有名为“{username}”的用户。',
    en: 'There is no user "{username}".',
  },
  KEY_EXPIRY_PAST: {
    status: 422,
    zh: '到期时间已经过去，没有建立密钥。请填写今后的时间，或不填（不到期）。',
    en: 'The moment from which the key is to open nothing has passed; no key was made. Please give a later one, or none.',
  },
  KEY_UNKNOWN: {
    status: 404,
    zh: '没有编号为“{id}”的 API 密钥。',
    en: 'There is no API key "{id}".',
  },
  GRANT_TOO_WIDE: {
    status: 403,
    zh: '您只能授予自己所管县区之内的权限（{county} 不在其中）。',
    en: 'You can grant rights only within the counties you administer ({county} is not one).',
  },
  GRANT_BELOW_COUNTY: {
    status: 422,
    zh: '角色“{role}”管的是全县的事，不能只授予个别单位。请授予全部单位，或改用可以按单位授予的角色。',
    en: 'The role "{role}" concerns a county as a whole and cannot be given for single units. Please give it for all units, or choose a role that can be given by unit.',
  },
  OWN_GRANTS: {
    status: 403,
    zh: '不能更改自己的权限，请由另一位管理员办理。',
    en: 'You cannot change your own grants. Please ask another administrator.',
  },
  COUNTY_UNADMINISTERED: {
    status: 409,
    zh: '这样一改，{county}就没有可用的管理员了，因此没有改动。请先指定另一位管理员。',
    en: 'This would leave {county} without an administrator, so nothing was changed. Please name another administrator first.',
  },
  LEAVING_SUCCESSOR: {
    status: 422,
    zh: '“{account}”不能接手：接手的须是您负责管理、可以使用的另一个账户，不能是您自己的。转交密钥时必须有人接手。',
    en: '"{account}" cannot take over: it has to be another account that you look after and that is not disabled or your own. Keys are passed on to somebody only.',
  },
  LAST_ADMINISTRATOR: {
    status: 409,
    zh: '不能停用自己，也不能取消自己的管理员角色，以免无人可以管理。',
    en: 'You cannot disable yourself or take your own administrator role away: nobody might be left to manage.',
  },
} as const
