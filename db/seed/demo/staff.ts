/** Somebody of the fictional bureau, with their roles: at service points by slug, or everywhere (null). */
export interface DemoStaff {
  id: string
  name: string
  account: string
  grants: readonly (readonly [role: string, slug: string | null])[]
}

/**
 * Accounts anybody may try on their own machine, one for each role, and second readers beside the publisher and the supervision desk; refused
 * on every other host. Password and codes are made when the sign-in page is first opened there.
 */
export const staff: readonly DemoStaff[] = [
  { id: 'su_demo_01', name: '周小民', account: 'clerk@demo.invalid', grants: [['clerk', 'qingshi']] },
  { id: 'su_demo_02', name: '韩立', account: 'handler@demo.invalid', grants: [['handler', 'qingshi']] },
  { id: 'su_demo_03', name: '苏文静', account: 'publisher@demo.invalid', grants: [['publisher', 'qingshi']] },
  { id: 'su_demo_04', name: '梁成', account: 'reader@demo.invalid', grants: [['publisher', 'qingshi']] },
  { id: 'su_demo_05', name: '石建国', account: 'chief@demo.invalid', grants: [['chief', 'qingshi']] },
  {
    id: 'su_demo_06',
    name: '方晓',
    account: 'nanqiao@demo.invalid',
    grants: [
      ['clerk', 'nanqiao'],
      ['publisher', 'nanqiao'],
    ],
  },
  { id: 'su_demo_07', name: '邓明', account: 'supervisor@demo.invalid', grants: [['supervisor', null]] },
  { id: 'su_demo_08', name: '何静', account: 'admin@demo.invalid', grants: [['administrator', null]] },
  { id: 'su_demo_09', name: '许安', account: 'auditor@demo.invalid', grants: [['auditor', null]] },
  { id: 'su_demo_10', name: '方正', account: 'desk@demo.invalid', grants: [['supervisor', null]] },
]
