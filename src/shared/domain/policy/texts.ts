import type { Said } from './areas.ts';
import type { PolicyName } from './policies.ts';

/** `title` is a line; `text` says what it does, and what is so without it. Apart from the schemas, which no page loads. */
export const policyTexts: Readonly<Record<PolicyName, { readonly title: Said; readonly text: Said }>> = {
  HubAddresses: {
    title: { 'zh-CN': '允许的服务器地址', en: 'Hub addresses that are allowed' },
    text: {
      'zh-CN': '只能登录这些地址；第一个会填入登录表单。作为建议时，只填入表单。未设置时，由使用者输入。',
      en: 'Only these can be signed in to; the first is filled in. As a recommendation it is only filled in. Without it, people type the address themselves.',
    },
  },
  SignInMethod: {
    title: { 'zh-CN': '登录方式', en: 'How people sign in' },
    text: {
      'zh-CN':
        'password：仅密码；provider：仅通过公司的身份提供方（在浏览器中）；both：服务器提供哪种就用哪种。未设置时为 both。',
      en: 'password: with a password only; provider: through the company’s identity provider only, in the browser; both: whatever the hub offers. Without it: both.',
    },
  },
  ProxyMode: {
    title: { 'zh-CN': '如何使用代理', en: 'How a proxy is found' },
    text: {
      'zh-CN':
        'system：按系统的设置（包括 PAC 和自动发现）；direct：不用代理；fixed：用 ProxyServer；pac：用 ProxyPacUrl 的脚本。用于与服务器的连接、文件和更新。选了 fixed 或 pac 却没有给出地址时，按 system。未设置时为 system，使用者可以更改。',
      en: 'system: as the system has it, scripts and discovery included; direct: without one; fixed: that of ProxyServer; pac: the script of ProxyPacUrl says. For the line to the hub, files and updates. fixed or pac without its address counts as system. Without it: system, which people can change.',
    },
  },
  ProxyServer: {
    title: { 'zh-CN': '代理服务器', en: 'Proxy server' },
    text: {
      'zh-CN':
        '主机:端口，前面可写 https://（与代理之间加密）、socks4:// 或 socks5://。不含用户名和密码：代理要求时询问使用者。只在 ProxyMode 为 fixed 时有效。',
      en: 'host:port, with https:// (TLS to the proxy itself), socks4:// or socks5:// before it. No name and password: where the proxy asks for them, the person is asked. For ProxyMode fixed.',
    },
  },
  ProxyPacUrl: {
    title: { 'zh-CN': '代理脚本（PAC）的地址', en: 'Address of the proxy script (PAC)' },
    text: {
      'zh-CN': 'http 或 https。取不到脚本时不会绕过它直连。只在 ProxyMode 为 pac 时有效。',
      en: 'http or https. Where it cannot be had nothing goes around it. For ProxyMode pac.',
    },
  },
  ProxyBypass: {
    title: { 'zh-CN': '不经代理的主机', en: 'Hosts that need no proxy' },
    text: {
      'zh-CN':
        '写法与 Chrome 相同：*.example.com、10.0.0.0/8、<local>。本机从不经代理。只在 ProxyMode 为 fixed 时有效。',
      en: 'As Chrome writes them: *.example.com, 10.0.0.0/8, <local>. This computer itself never needs one. For ProxyMode fixed.',
    },
  },
  CertificateAuthorities: {
    title: { 'zh-CN': '另外信任的证书颁发机构', en: 'Certificate authorities to be trusted as well' },
    text: {
      'zh-CN':
        'PEM 文件的完整路径，或 PEM 文本本身。只会增加信任，不会关闭检查。别人能改动的文件、不是颁发机构的证书不会采用，并会说明。设置后使用者不能自行添加。未设置时，信任运行环境自带的和系统信任的机构，以及使用者在设置中添加的。',
      en: 'Whole paths of PEM files, or PEM itself. They are trusted in addition; no check is ever switched off. A file that others can change, and what is of no authority, is left out and said. With it people can add none themselves. Without it: the authorities that the runtime brings, those of the system, and those that people add in the settings.',
    },
  },
  RetentionDays: {
    title: {
      'zh-CN': '已结束会话在本机保留的天数',
      en: 'Days that closed conversations stay on this computer',
    },
    text: {
      'zh-CN': '服务器保留得更久。未设置时为 30 天，使用者可以更改。',
      en: 'The hub keeps them longer. Without it 30 days, which people can change.',
    },
  },
  WipeWhenSignedOut: {
    title: {
      'zh-CN': '被服务器退出登录时清除本机数据',
      en: 'Being signed out by the hub removes what is kept',
    },
    text: {
      'zh-CN':
        '自行退出登录时总会清除。打开后，登录到期或被服务器结束时也会清除账号在本机的数据，未发送的内容会丢失并会说明。未设置时加密保留，等同一人再次登录。',
      en: 'Signing out by oneself always removes it. On, so does a session that expires or that the hub ends: what was not sent is lost then, and that is said. Without it, it is kept encrypted until the same person signs in again.',
    },
  },
  CacheProtection: {
    title: { 'zh-CN': '没有系统钥匙串时如何保存', en: 'Where no keychain protects what is kept' },
    text: {
      'zh-CN':
        'accept：仍然保存在磁盘上并提示；memory：只保存在内存中；passphrase：用口令锁定。未设置时为 accept。',
      en: 'accept: kept on the disk all the same, and said; memory: kept in memory only; passphrase: locked with a pass phrase. Without it: accept.',
    },
  },
  NotificationPreview: {
    title: { 'zh-CN': '通知中显示客户的话', en: 'Notifications say the customer’s words' },
    text: {
      'zh-CN': '关闭后，通知只说明有谁在等，别人看屏幕也看不到内容。未设置时显示。',
      en: 'Off, a notification says only that somebody waits: others may see the screen. Without it: on.',
    },
  },
  SeveralAccounts: {
    title: { 'zh-CN': '一个窗口多个账号', en: 'Several accounts in one window' },
    text: {
      'zh-CN': '关闭后，不能再添加账号；已有的仍可使用。未设置时可以。',
      en: 'Off, no more accounts can be added; those that are there stay. Without it: on.',
    },
  },
  HostHub: {
    title: { 'zh-CN': '在本机运行服务器', en: 'A hub on this computer' },
    text: {
      'zh-CN': '关闭后，--host 和 --demo 会被拒绝，训练模式也就没有了。未设置时可以。',
      en: 'Off, --host and --demo are refused, and with them training. Without it: on.',
    },
  },
  TrainingMode: {
    title: { 'zh-CN': '训练模式', en: 'Training mode' },
    text: {
      'zh-CN': '关闭后，不能用模拟客户练习。未设置时可以。',
      en: 'Off, nobody can practise with simulated customers. Without it: on.',
    },
  },
  LinksEnabled: {
    title: { 'zh-CN': 'yingke:// 链接', en: 'Links of the form yingke://' },
    text: {
      'zh-CN':
        '关闭后，从邮件、浏览器或电话系统打开的链接只会显示窗口并说明已关闭。链接只显示会话或客户，从不发送或更改任何内容，也不会登录或添加服务器。未设置时可以。',
      en: 'Off, a link from a mail, a browser or a telephone system only brings up the window and says that links are off. A link only shows a conversation or a customer: it never sends or changes anything, signs nobody in and adds no hub. Without it: on.',
    },
  },
  Autostart: {
    title: { 'zh-CN': '随电脑启动', en: 'Start with the computer' },
    text: {
      'zh-CN':
        '打开后，使用者登录系统时程序在托盘中启动（没有托盘时最小化）；关闭后，程序会去掉自己的自启动项。作为建议时，只在使用者没有选择过时生效。未设置时由使用者决定。',
      en: 'On, the desk starts in the tray when the person signs in to the computer, or minimised where there is no tray; off, it removes its own entry. As a recommendation it counts until the person has chosen. Without it, people choose.',
    },
  },
  UpdateMode: {
    title: { 'zh-CN': '如何更新', en: 'How the desk is updated' },
    text: {
      'zh-CN':
        'automatic：自动下载，在更新时段内、无人操作且没有会话进行时安装；ask：自动下载，由使用者安装；notify：只提示有新版本，由 IT 安装；off：不检查。未设置时为 ask。deb 和 rpm 安装时系统会要求管理员密码，automatic 在此等同 ask；msi 和 tar.gz 总是 notify。',
      en: 'automatic: fetched, and installed in the hours for it while nobody is at the keyboard or in a conversation; ask: fetched, and installed when the person says so; notify: only said, IT installs it; off: nobody looks. Without it: ask. For deb and rpm the system asks for an administrator’s password, so automatic is ask there; msi and tar.gz are always notify.',
    },
  },
  UpdateChannel: {
    title: { 'zh-CN': '更新通道', en: 'Channel of updates' },
    text: {
      'zh-CN': 'stable：正式版；beta：更早收到，也更可能有问题。未设置时为 stable。',
      en: 'stable: what is released; beta: earlier, and with more faults. Without it: stable.',
    },
  },
  UpdateFeed: {
    title: { 'zh-CN': '更新目录的地址', en: 'Address of the folder of updates' },
    text: {
      'zh-CN': '公司内部的镜像。程序只接受用内置密钥签名的更新，换地址不能换密钥。未设置时用内置的地址。',
      en: 'A mirror in the house. The desk takes only what is signed with a key that is built into it, wherever it comes from. Without it, the address that is built in.',
    },
  },
  UpdateHours: {
    title: { 'zh-CN': '更新时段', en: 'Hours for updates' },
    text: {
      'zh-CN': '本机时间，可跨午夜，只对 automatic 有效。未设置时为 02:00-05:00。',
      en: 'By this computer’s clock, over midnight too; for automatic. Without it 02:00-05:00.',
    },
  },
  UpdateDeadlineDays: {
    title: { 'zh-CN': '最多可推迟的天数', en: 'Days that “later” can be said' },
    text: {
      'zh-CN':
        '从下载完成算起；此后只要没有会话进行、短暂无人操作就会安装（deb 和 rpm 除外：那里会一再提示）。发布者定的更早期限优先。未设置时为 7。',
      en: 'From when it was fetched; after that it is installed as soon as nobody is in a conversation or at the keyboard for a moment (not deb and rpm: there it is said again). An earlier date of the publisher counts. Without it 7.',
    },
  },
  Language: {
    title: { 'zh-CN': '界面语言', en: 'Language of the interface' },
    text: {
      'zh-CN': '未设置时，跟随系统，使用者可以更改。',
      en: 'Without it, that of the system, which people can change.',
    },
  },
  Theme: {
    title: { 'zh-CN': '浅色或深色', en: 'Light or dark' },
    text: { 'zh-CN': '未设置时跟随系统。', en: 'Without it, as the system has it.' },
  },
  Contrast: {
    title: { 'zh-CN': '对比度', en: 'Contrast' },
    text: { 'zh-CN': '未设置时跟随系统。', en: 'Without it, as the system has it.' },
  },
  FontSize: {
    title: { 'zh-CN': '字号（百分比）', en: 'Size of letters, per cent' },
    text: { 'zh-CN': '未设置时为 100。', en: 'Without it 100.' },
  },
  Density: {
    title: { 'zh-CN': '疏密', en: 'Density' },
    text: { 'zh-CN': '未设置时为 usual。', en: 'Without it: usual.' },
  },
  SendKey: {
    title: { 'zh-CN': '用什么键发送', en: 'What sends a reply' },
    text: {
      'zh-CN': '另一个键换行。未设置时为 enter。',
      en: 'The other begins a new line. Without it: enter.',
    },
  },
  UndoSend: {
    title: { 'zh-CN': '发送后几秒内可撤回', en: 'A message can be taken back for some seconds' },
    text: {
      'zh-CN': '打开后，消息在几秒后才离开本机。未设置时由使用者决定。',
      en: 'On, a message leaves this computer some seconds after it was sent. Without it, people choose.',
    },
  },
  LogLevel: {
    title: { 'zh-CN': '日志级别', en: 'How much is logged' },
    text: {
      'zh-CN': '日志中从不出现消息、姓名或令牌。未设置时为 info，使用者可以更改。',
      en: 'No message, name or token is ever in it. Without it info, which people can change.',
    },
  },
  CrashReports: {
    title: { 'zh-CN': '崩溃报告', en: 'Crash reports' },
    text: {
      'zh-CN':
        'off：崩溃时什么也不保存；local：在本机数据文件夹中保留最近 10 份，不会发送；hub：保留，并在下次启动或登录后发送给帐号所在的服务器（每份最大 8 MB，每天最多 5 份），发送后从本机删除。报告是内存的片段，可能含有客户写的内容；在服务器上加密保存，只有能读取其数据文件夹的运维人员才能打开，任何情况下都不进入支持包。改为 hub 之前产生的报告，以及同时登录多个服务器的帐号时产生的报告，都不会发送。未设置时为 off，使用者可以更改。',
      en: 'off: nothing is kept of a crash; local: the last 10 stay in the data folder and are sent nowhere; hub: they are kept, sent to the hub of the account after the next start or sign-in (8 MB each and 5 a day at most), and removed here once it has them. A report is a piece of memory and may hold what customers wrote: at the hub it is sealed, for whoever can read its data folder alone, and it is in no support bundle. What was made before hub was said, or while accounts of several hubs were at work, is never sent. Without it: off, which people can change.',
    },
  },
};
