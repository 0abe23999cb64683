import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  maskAddress,
  maskEmail,
  maskIdNumber,
  maskName,
  maskPhone,
  maskPlate,
  partyName,
} from '../../../api/privacy/mask.ts'

describe('mask', () => {
  it.each([
    ['张三', '张*', '张某'],
    ['张小明', '张**', '张某'],
    ['欧阳修', '欧阳*', '欧阳某'],
    ['欧阳小明', '欧阳**', '欧阳某'],
    ['欧阳', '欧*', '欧某'],
    ['古丽巴哈尔', '古**', '古某'],
    ['买买提·阿布都热合曼', '买**', '买某'],
    ["Anne-Marie O'Neill", 'A**', 'A.'],
    ['𠮷田一郎', '𠮷**', '𠮷某'],
    ['张', '*', '张某'],
    ['', '*', '***'],
  ])('shows the name %s as %s and %s', (name, masked, party) => {
    expect(maskName(name)).toBe(masked)
    expect(partyName(name)).toBe(party)
  })

  it('hides the birthday in every view', () => {
    expect(maskIdNumber('11010519491231002X')).toBe('1****************X')
    expect(maskIdNumber('11010519491231002X', 'handling')).toBe('110105********002X')
    expect(maskIdNumber('E12345678', 'handling')).toBe('E*******8')
    expect(maskIdNumber('ABC110108501017', 'handling')).toBe('A*************7')
    expect(maskIdNumber('123')).toBe('***')
  })

  it.each([
    ['13812345678', '138****5678'],
    ['010-65551234', '010-****1234'],
    ['0791-6551234-12', '0791-***1234'],
    ['000-00000012', '000-****0012'],
    ['call me', '***'],
  ])('shows the phone %s as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked)
  })

  it.each([
    ['江西省南昌市东湖区百花洲街道叠山路1号2栋', '江西省南昌市东湖区百花洲街道***'],
    ['江西省景德镇市珠山区新村街道某路8号', '江西省景德镇市珠山区新村街道***'],
    ['江苏省镇江市丹徒区高桥镇一村2组', '江苏省镇江市丹徒区高桥镇***'],
    ['湖南省宁乡市花明楼镇炭子冲村', '湖南省宁乡市花明楼镇***'],
    ['河南省新乡市红旗区和平路1号', '河南省新乡市红旗区***'],
    [
      '新疆维吾尔自治区伊犁哈萨克自治州新源县那拉提镇1号',
      '新疆维吾尔自治区伊犁哈萨克自治州新源县那拉提镇***',
    ],
    ['北京市朝阳区建国路100号', '北京市朝阳区***'],
    ['高桥镇3组', '高桥镇***'],
    ['高桥镇阳光小区3栋', '高桥镇***'],
    ['和平路大超市3号', '***'],
    ['山东省淄博市周村区大街街道1号', '山东省淄博市周村区***'],
    ['浙江省台州市路桥区新桥镇某村', '浙江省台州市路桥区新桥镇***'],
    ['内蒙古自治区锡林郭勒盟正蓝旗桑根达来苏木', '内蒙古自治区锡林郭勒盟正蓝旗桑根达来苏木***'],
    ['12 Some Road', '***'],
    ['', '***'],
  ])('shows the address %s as %s', (address, masked) => {
    expect(maskAddress(address)).toBe(masked)
  })

  it('shows plates and e-mail addresses by their ends', () => {
    expect(maskPlate('赣A12312')).toBe('赣A***12')
    expect(maskPlate('赣A·d12345')).toBe('赣A****45')
    expect(maskPlate('ABC')).toBe('***')
    expect(maskEmail('zhang.san@example.com')).toBe('z***@example.com')
    expect(maskEmail('nobody')).toBe('***')
  })

  it('never lets a house number or an unknown text through', () => {
    const piece = fc.constantFrom(
      '江西省',
      '南昌市',
      '东湖区',
      '高桥镇',
      '百花洲街道',
      '和平路',
      '1号',
      '８栋',
      '张三',
      ' ',
      '102',
    )
    fc.assert(fc.property(fc.array(piece), (parts) => !/[\d０-９]/.test(maskAddress(parts.join('')))))
    fc.assert(
      fc.property(fc.string({ minLength: 5 }), (text) => {
        for (const mask of [maskPhone, maskPlate, maskEmail, maskIdNumber]) expect(mask(text)).not.toBe(text)
      }),
    )
  })
})
