import { localDogs } from '../../matter/legalBasis.ts'
import type { Form } from '../form/declaration.ts'
import { helperSeen, identityLookedUp, otherStation, ownPromise, rightStation, t } from './basis.ts'

/** DOG-01 养犬登记: local rules throughout; no stamp of a committee is asked for (standards D5). */
export const dog01: Form = {
  matter: 'DOG-01',
  version: 1,
  effectiveFrom: '2026-11-01',
  title: t('养犬登记', 'Register a dog'),
  lead: t(
    '给狗打过狂犬病疫苗就可以登记。先在网上填好、传好照片，我们看过就给您备好登记证和犬牌。哪些区域、哪些犬种、收不收费，由本地规定；不用居委会盖章。',
    'Once the dog is vaccinated against rabies it can be registered. Fill this in and send pictures; we prepare the certificate and tag. Which areas and breeds, and whether there is a fee, is set locally; no committee stamp is needed.',
  ),
  permit: false,
  applicant: 'person',
  helper: {
    may: true,
    relations: [
      { value: 'relative', name: t('家人', 'A relative') },
      { value: 'entrusted', name: t('受托的人', 'Somebody they asked') },
    ],
    authority: t(
      '不用委托书，领证时看一下双方的身份证。',
      'No letter; both ID cards are looked at on collection.',
    ),
    letter: false,
  },
  promise: ownPromise(7),
  identity: { toFile: 'typed', toReceive: 'counter' },
  questions: [
    {
      key: 'vaccinated',
      ask: t(
        '狗打过狂犬病疫苗，还在有效期里吗？',
        'Is the dog vaccinated against rabies, and is it still valid?',
      ),
      answers: [
        { value: 'yes', name: t('打过，有效', 'Yes') },
        {
          value: 'no',
          name: t('没打，或者过期了', 'No, or it has run out'),
          stop: {
            why: t('没打疫苗不能登记。', 'Without the vaccination it cannot be registered.'),
            instead: t(
              '先到动物诊疗机构打疫苗，拿到凭证再来。',
              'Have the dog vaccinated first and keep the certificate.',
            ),
            matter: 'DOG-01',
          },
        },
      ],
    },
    rightStation(
      t(
        '选的是养狗的住处所在地的派出所吗？',
        'Is the station you chose that of the home where the dog is kept?',
      ),
      t('由住处所在地的派出所登记。', 'The station of that home registers it.'),
    ),
  ],
  sections: [
    {
      key: 'dog',
      title: t('这只狗', 'The dog'),
      fields: [
        {
          key: 'breed',
          kind: 'text',
          onResult: true,
          label: t('品种', 'Breed'),
          hint: t('说不清的写“串儿”也行。', 'If you do not know, “mixed” will do.'),
          required: true,
          most: 40,
          purpose: t('登记证上写明，核对本地规定', 'Stands on the certificate; checked against local rules'),
        },
        {
          key: 'colour',
          kind: 'text',
          onResult: true,
          label: t('毛色', 'Colour'),
          required: true,
          most: 40,
          purpose: t('登记证上写明', 'Stands on the certificate'),
        },
        {
          key: 'sex',
          kind: 'choice',
          onResult: true,
          label: t('公母', 'Sex'),
          required: true,
          options: [
            { value: 'female', name: t('母', 'Female') },
            { value: 'male', name: t('公', 'Male') },
          ],
          purpose: t('登记证上写明', 'Stands on the certificate'),
        },
        {
          key: 'hasChip',
          kind: 'yes-no',
          label: t('植入过芯片吗', 'Does it have a chip?'),
          required: true,
          purpose: t('有芯片就不用照片', 'With a chip no photo is needed'),
        },
        {
          key: 'chip',
          kind: 'text',
          onResult: true,
          label: t('芯片号', 'Number of the chip'),
          required: true,
          when: [{ field: 'hasChip', is: ['yes'] }],
          most: 30,
          least: 6,
          purpose: t('认这只狗', 'To know the dog by'),
        },
        {
          key: 'vaccinatedOn',
          kind: 'day',
          onResult: true,
          label: t('哪天打的狂犬病疫苗', 'The day of the rabies vaccination'),
          required: true,
          earliest: -1100,
          latest: 0,
          purpose: t('核对免疫还有效', 'To check that it is still valid'),
        },
      ],
    },
    {
      key: 'home',
      title: t('养在哪里', 'Where it is kept'),
      fields: [
        {
          key: 'address',
          kind: 'address',
          onResult: true,
          label: t('地址', 'Address'),
          required: true,
          least: 4,
          purpose: t('登记证上写明，核对是不是登记的区域', 'Stands on the certificate; to check the area'),
        },
      ],
    },
  ],
  materials: [
    identityLookedUp(localDogs),
    {
      key: 'rabies',
      kind: 'rabies-certificate',
      name: t('狂犬病免疫凭证', 'Rabies vaccination certificate'),
      note: t('手机拍的就行。', 'A phone photo will do.'),
      from: 'applicant',
      required: true,
      most: 2,
      basis: localDogs,
    },
    {
      key: 'dogPhoto',
      kind: 'dog-photo',
      name: t('狗的照片', 'Photo of the dog'),
      note: t('一张正面、一张侧面，手机拍的就行。', 'From the front and the side; a phone photo will do.'),
      from: 'applicant',
      required: true,
      when: [{ field: 'hasChip', is: ['no'] }],
      most: 3,
      basis: localDogs,
    },
    {
      key: 'housing',
      kind: 'housing',
      name: t('住处的证件', 'A document for the home'),
      note: t(
        '租的房子传一下合同；自己的房子、登记过居住的，我们自己查。不用居委会盖章。',
        'If you rent, the lease. If it is your own or you are registered there, we look it up. No committee stamp.',
      ),
      from: 'applicant',
      required: false,
      most: 5,
      basis: localDogs,
    },
    ...helperSeen(['relative', 'entrusted'], localDogs),
  ],
  pauses: [],
  declines: [
    otherStation(
      t('住处不在本所辖区', 'The home is not in the area of this station'),
      t('住处所在地派出所', 'The station of that home'),
      localDogs,
    ),
    {
      key: 'outside-area',
      says: t('住处不在本地规定要登记的区域', 'The home is outside the area where dogs are registered'),
      basis: localDogs,
    },
  ],
  refusals: [
    {
      key: 'breed',
      says: t('本地规定这个区域不能养这种犬', 'Local rules do not allow this breed in the area'),
      basis: localDogs,
    },
    {
      key: 'not-vaccinated',
      says: t('没有有效的狂犬病免疫', 'There is no valid rabies vaccination'),
      basis: localDogs,
    },
  ],
  deliveries: ['counter', 'post'],
  visit: null,
  result: {
    type: 'dog',
    validDays: 365,
    says: t(
      '养犬登记证和犬牌；以后每年年检一次。',
      'A dog certificate and tag; there is a check every year.',
    ),
  },
  keptDays: 365,
}
