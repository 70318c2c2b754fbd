/** The demonstration's organisations and youth homes: an invented city, so that no real one is shown in numbers it has not. */

export interface DemoOrg {
  key: string
  parent: string | null
  kind: 'city' | 'county' | 'township' | 'school' | 'branch' | 'social_org'
  name: string
}

export const DEMO_ORGS: readonly DemoOrg[] = [
  { key: 'city', parent: null, kind: 'city', name: '共青团云川市委' },
  { key: 'qingshi', parent: 'city', kind: 'county', name: '共青团青石县委' },
  { key: 'lvya', parent: 'qingshi', kind: 'social_org', name: '青石县绿芽志愿服务队' },
  { key: 'linjiang', parent: 'city', kind: 'county', name: '共青团临江区委' },
  { key: 'dongguan', parent: 'qingshi', kind: 'township', name: '东关街道团工委' },
  { key: 'nanqiao', parent: 'qingshi', kind: 'township', name: '南桥镇团委' },
  { key: 'liuhe', parent: 'qingshi', kind: 'township', name: '柳河镇团委' },
  { key: 'binjiang', parent: 'linjiang', kind: 'township', name: '滨江街道团工委' },
  { key: 'gucheng', parent: 'linjiang', kind: 'township', name: '古城街道团工委' },
  { key: 'college', parent: 'city', kind: 'school', name: '云川学院团委' },
  { key: 'arts', parent: 'college', kind: 'branch', name: '文学院 2024 级团支部' },
  { key: 'computing', parent: 'college', kind: 'branch', name: '计算机学院 2023 级团支部' },
  { key: 'nursing', parent: 'college', kind: 'branch', name: '护理学院 2025 级团支部' },
  { key: 'yingchun', parent: 'dongguan', kind: 'branch', name: '迎春社区团支部' },
  { key: 'shibanqiao', parent: 'nanqiao', kind: 'branch', name: '石板桥村团支部' },
  { key: 'matou', parent: 'binjiang', kind: 'branch', name: '码头社区团支部' },
]

export interface DemoHome {
  org: string
  name: string
  address: string
  hours: string
  services: string[]
  dutyNote: string
}

const DAILY = '每天 9:00–21:00'
const WORKDAYS = '周二至周日 9:00–18:00'

export const DEMO_HOMES: readonly DemoHome[] = [
  {
    org: 'qingshi',
    name: '青石县青年中心',
    address: '青石县人民路 88 号 2 层',
    hours: DAILY,
    services: ['自习室', '就业咨询', '心理倾听'],
    dutyNote: '每周六 9:00–11:30 团县委书记轮流坐班',
  },
  {
    org: 'dongguan',
    name: '东关青年之家',
    address: '东关街道文昌巷 12 号',
    hours: DAILY,
    services: ['旧物改造', '四点半课堂', '打印'],
    dutyNote: '每周六 14:00–17:00 街道团工委书记',
  },
  {
    org: 'yingchun',
    name: '迎春社区青年之家',
    address: '迎春小区 3 号楼底商',
    hours: WORKDAYS,
    services: ['四点半课堂', '图书角'],
    dutyNote: '',
  },
  {
    org: 'nanqiao',
    name: '南桥青年之家',
    address: '南桥镇中心街 5 号',
    hours: WORKDAYS,
    services: ['直播间', '农技夜校'],
    dutyNote: '每周六 9:00–11:30 镇团委书记',
  },
  {
    org: 'shibanqiao',
    name: '石板桥青年之家',
    address: '石板桥村党群服务中心',
    hours: '周末 9:00–17:00',
    services: ['村史馆讲解', '快递代收'],
    dutyNote: '',
  },
  { org: 'liuhe', name: '柳河青年之家', address: '柳河镇沿河路 21 号', hours: WORKDAYS, services: ['护河队', '图书角'], dutyNote: '' },
  {
    org: 'linjiang',
    name: '临江区青年中心',
    address: '临江区江滨大道 156 号',
    hours: DAILY,
    services: ['创业工位', '法律咨询', '排练厅'],
    dutyNote: '每周六 9:00–11:30 团区委书记轮流坐班',
  },
  { org: 'binjiang', name: '滨江青年之家', address: '滨江街道渡口路 9 号', hours: DAILY, services: ['骑行驿站', '急救角'], dutyNote: '' },
  {
    org: 'gucheng',
    name: '古城青年之家',
    address: '古城街道南门里 40 号',
    hours: DAILY,
    services: ['讲解志愿队', '汉服体验'],
    dutyNote: '',
  },
  {
    org: 'matou',
    name: '码头青年之家',
    address: '码头社区服务站 1 层',
    hours: WORKDAYS,
    services: ['新就业群体驿站', '充电'],
    dutyNote: '',
  },
  {
    org: 'college',
    name: '云川学院青年之家',
    address: '大学生活动中心 101',
    hours: DAILY,
    services: ['社团注册', '自习室', '第二课堂'],
    dutyNote: '每周五 16:00–18:00 校团委书记',
  },
  {
    org: 'computing',
    name: '码上青年之家',
    address: '计算机学院 3 号楼 208',
    hours: WORKDAYS,
    services: ['电脑义诊', '算法夜谈'],
    dutyNote: '',
  },
]
