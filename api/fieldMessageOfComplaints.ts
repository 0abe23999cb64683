import type { Text } from './shared/text.ts'

/** What stands beside a field of a complaint. See fieldMessage.ts. */
export const complaintFieldMessages: Record<string, Text> = {
  'complaint.kind': { zh: '请先选是哪一类', en: 'Choose what kind it is first' },
  'complaint.about': { zh: '请选是哪个派出所或窗口', en: 'Choose which station or hall it is about' },
  'complaint.category': { zh: '请选是哪一种小事', en: 'Choose what kind of small problem it is' },
  'complaint.place': {
    zh: '请说说在哪里：选乡镇、写地点都行',
    en: 'Say where it is: choose the town, or describe the place',
  },
  'complaint.confirmed': {
    zh: '请确认申请内容无误：网上申请从双方确认之日起算',
    en: 'Confirm that the request is right: online it counts from the day both sides confirmed it',
  },
  'publish.looked': {
    zh: '请确认看过每张照片：没有人脸、车牌、门牌号',
    en: 'Confirm that you looked at each photo: no face, number plate or door number',
  },
  'complaint.ticked': { zh: '请至少勾选一件', en: 'Tick at least one' },
  'category.last': {
    zh: '至少要留一类在用，不然没有人能提交',
    en: 'One has to stay in use, or nobody can send anything',
  },
  'officer.taken': {
    zh: '这位民警已经对应另一个账号，先在那边去掉',
    en: 'This officer belongs to another account: take it off there first',
  },
  'complaint.split': {
    zh: '这一件本身就是拆出来的，不能再拆',
    en: 'This one was split off itself and is not split again',
  },
  'complaint.named': {
    zh: '这一类要留姓名和电话，才能办理',
    en: 'This kind needs a name and a phone number to be handled',
  },
  'complaint.no-name': {
    zh: '您选了匿名：请把姓名删掉，或者改选“留姓名”',
    en: 'You chose to stay anonymous: delete the name, or choose to give it',
  },
  'follow.mobile': {
    zh: '请填手机号：座机收不到短信。也可以不填',
    en: 'Give a mobile number, a landline takes no texts; or leave it empty',
  },
  'stop-code.required': { zh: '请输入停止码', en: 'Enter the stop code' },
  'open311.span': { zh: '一次最多查 90 天', en: 'One question spans 90 days at most' },
  'complaint.no-phone': {
    zh: '您选了匿名：请把电话删掉，或者改选“留姓名”',
    en: 'You chose to stay anonymous: delete the number, or choose to give your name',
  },
}
