/**
 * Every word of the site in Chinese, by area. Parameters are `{named}`; other authors add their own
 * area below, in the order of the alphabet. test/check/locales.test.ts finds missing and unused keys.
 */
export const zh = {
  // accessibility: the statement at /accessibility
  'accessibility.title': '无障碍声明',
  'accessibility.lead':
    '这个网站要让每个人都能用：眼睛看不清的、手不方便的、用旧手机的、网慢的、只懂英文的。',
  'accessibility.can': '您可以',
  'accessibility.can.zoom': '放大到 400%，内容不会被切掉，也不用左右拖动',
  'accessibility.can.keyboard': '只用键盘走完每一步，焦点看得见',
  'accessibility.can.reader': '用读屏软件听完每一页',
  'accessibility.can.senior': '点页面顶部的“长辈版”，字更大、按钮更大',
  'accessibility.can.script': '关掉脚本，照样办完每件事',
  'accessibility.can.dark': '跟随手机的深色模式、高对比度模式和减少动画的设置',
  'accessibility.aim': '我们的标准',
  'accessibility.aim.text':
    '我们按《Web 内容无障碍指南》（WCAG）2.2 的 AA 级制作，并以国家标准 GB/T 37668—2019 二级为目标。尚未经第三方检测，这里写的是我们自己检查的结果。',
  'accessibility.gaps': '还没做好的',
  'accessibility.gaps.sign': '没有手语视频和真人语音朗读',
  'accessibility.gaps.minority': '只有中文和英文，还没有少数民族文字',
  'accessibility.gaps.files':
    '派出所上传的附件，有的可能是图片，读屏软件读不出来。请告诉我们，我们给您文字版',
  'accessibility.report': '哪里不好用，请告诉我们',
  'accessibility.report.text': '说一说是哪一页、发生了什么、您用的什么设备。',
  'accessibility.report.link': '告诉我们',
  'accessibility.people': '不上网也能办',
  'accessibility.people.counter':
    '直接到派出所窗口，不用预约，窗口不会拒绝。有低位柜台的，请告诉门口的工作人员。',
  'accessibility.people.phone': '打电话：{phone}',
  'accessibility.people.helper': '请家人、邻居或者村、社区工作人员帮您预约。',

  // alternatives: other free times
  'alternatives.left': '余 {n}',

  // answers: check your answers
  'answers.change': '更改',
  'answers.none': '没有填',

  // breadcrumb
  'breadcrumb.label': '您在这里',
  'breadcrumb.home': '首页',

  // confirmation: the panel after something was sent
  'confirmation.reference': '编号',
  'confirmation.code': '查询码（只显示这一次，请拍照或打印）',

  // day: the list of days
  'day.label': '选择日期',
  'day.today': '今天',
  'day.left': '余 {n}',
  'day.full': '已约满',
  'day.closed': '休息',
  'day.later': '{date}放号',

  // demo: the banner of the demonstration
  'demo.banner': '演示数据，非官方网站',

  // door: the six doors
  'door.label': '主要栏目',
  'door.hall': '网上办事大厅',
  'door.room': '网上警务室',
  'door.open': '警务公开',
  'door.sunshine': '阳光查询',
  'door.bridge': '互动桥梁',
  'door.service': '警务服务',

  // error: error summary and error pages
  'error.summary': '有 {n} 处需要修改',
  'error.prefix': '有错误：',
  'error.inline': '错误：',
  'error.missing.title': '没有找到这一页',
  'error.missing.text': '网址可能打错了，或者这一页已经搬走了。',
  'error.missing.try': '您可以试试',
  'error.missing.search': '搜索要办的事',
  'error.missing.track': '查办事进度',
  'error.missing.home': '回到首页',
  'error.broken.title': '出了点问题',
  'error.broken.text':
    '这是我们的错，不是您的。请过几分钟再试一次；刚才填的内容如果没有看到“成功”，就是没有提交上。',
  'error.broken.people': '着急办的事，可以直接去派出所窗口，或者打电话 {phone}。',

  // field: labels of form parts
  'field.optional': '（可以不填）',
  'field.choose': '请选择',

  // footer: legal fields and links
  'footer.organiser': '主办：{name}',
  'footer.siteCode': '网站标识码 {code}',
  'footer.police': '公网安备 {code} 号',
  'footer.phone': '联系电话 {phone}',
  'footer.label': '网站信息',
  'footer.map': '网站地图',
  'footer.privacy': '隐私',
  'footer.accessibility': '无障碍',
  'footer.data': '开放数据',
  'footer.mistake': '网站找错',

  // header
  'header.skip': '跳到正文',
  'header.emergency': '紧急情况',
  'header.senior': '长辈版',
  'header.standard': '标准版',
  'header.language': 'English',

  // page: next and previous
  'page.label': '翻页',
  'page.next': '下一页',
  'page.previous': '上一页',

  // privacy: the notice at /privacy
  'privacy.title': '我们怎样对待您的信息',
  'privacy.lead': '公安机关依法履职收集您的信息，按规定是告诉您，而不是要您点“同意”。下面一条一条说清楚。',
  'privacy.purpose': '为什么收',
  'privacy.purpose.text': '预约到所办事：核对是不是您本人，给您留号，有变化时通知您。不用来做别的。',
  'privacy.mode': '怎么收',
  'privacy.mode.text':
    '只收您自己填的，和您托的人替您填的。存的时候逐项加密；工作人员的列表里只显示一部分，打开全部要写明理由，并留下记录。',
  'privacy.kind': '收哪些',
  'privacy.kind.text':
    '姓名、电话、证件种类和号码、要办的事、约的时间；您写的备注。证件号码可以不填，到窗口核对。',
  'privacy.recipients': '谁能看到',
  'privacy.recipients.text': '您预约的派出所或大厅里办这件事的人。不卖，不给做广告的。',
  'privacy.retention': '存多久',
  'privacy.retention.text': '从约定到所那天起 1 年，到期自动删除。法律要求保存更久的，只存不用。',
  'privacy.rights': '您的权利',
  'privacy.rights.text':
    '可以查看、复制、更正、删除您的信息，也可以问我们为什么。凭编号和查询码在网上办，也可以到窗口办。',
  'privacy.rights.track': '凭编号和查询码查看',
  'privacy.handler': '谁负责',
  'privacy.handler.text': '{name}，电话 {phone}',
  'privacy.basis': '依据',
  'privacy.basis.text':
    '《个人信息保护法》第十三条第一款第三项、第三十四条、第三十五条、第四十四条至第五十条；《网络数据安全管理条例》第二十一条。',
  'privacy.caption': '预约到所办事的个人信息处理清单',
  'privacy.cookies': '浏览器里存了什么',
  'privacy.cookies.text':
    '您选了“长辈版”，浏览器会记住这一个选择，一年后忘掉。没有统计代码，没有广告，没有别人的脚本。',

  // search
  'search.button': '搜索',

  // site: the name of the house
  'site.name': '网上派出所',

  // slot: times of a day
  'slot.morning': '上午',
  'slot.afternoon': '下午',
  'slot.evening': '晚上',
  'slot.left': '余 {n}',
  'slot.full': '已约满',

  // step: where in a journey
  'step.label': '办理步骤',
  'step.count': '第 {n} 步，共 {total} 步',
  'step.done': '已完成：',

  // timeline
  'timeline.done': '已完成：',
  'timeline.next': '接下来：',
  'timeline.late': '已超时：',
} as const
