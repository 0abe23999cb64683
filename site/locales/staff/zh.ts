/**
 * Words of the pages for staff, in Chinese, by area; residents' pages never carry them. Add your own area below with
 * its own prefix, in the order of the alphabet. Messages shown after a post that worked begin with `done.`.
 */
export const zh = {
  // nav: the menu of the staff pages
  'nav.account': '我的账号',
  'nav.bookings': '代约',
  'nav.check': '网站自查',
  'nav.counter': '窗口',
  'nav.feedback': '纠错和意见',
  'nav.label': '工作台菜单',
  'nav.notices': '警务公开',
  'nav.out': '退出',
  'nav.people': '人员',
  'nav.records': '查记录',
  'nav.schedule': '号源和停办',
  'nav.site': '回到网站',
  'nav.station': '窗口和民警',
  'nav.title': '工作台',
  'nav.views': '查看登记',

  // none: nothing to do here
  'none.title': '这里没有您能办的事',
  'none.text': '您的岗位不包括这一页。需要的话，请找所长或系统管理员授权。',
} as const
