/**
 * Whether a piece of text looks like somebody's name. For lists that people typed, where 「前排吃瓜」 stands among the names:
 * it only raises a doubt that a human looks at. Whoever is known under a name has it, whatever this says.
 */

const SURNAMES = new Set(
  Array.from(
    '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方' +
      '俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明' +
      '臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管' +
      '卢莫房裘缪解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀於惠甄曲封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧' +
      '隗谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔' +
      '阴胥苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿边扈燕冀郏浦尚农温庄晏柴瞿阎慕连茹习宦艾容向古易慎戈廖庾暨' +
      '衡耿弘匡国文寇禄阙东欧殳沃利蔚夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶曾毋沙乜鞠丰巢关蒯查荆游竺权逯盖桓岳缑亢况郈琴' +
      '商牟佘佴伯赏墨哈谯笪佟肖闫付代覃阳邸帅苑涂揭楚兰原修邝植麦冼区亓仉展矫初迟隋郇鹿栗丛苟庹禚朴玄南占仝候楼漆过晋',
  ),
)

const COMPOUND_SURNAMES = new Set([
  '欧阳',
  '太史',
  '端木',
  '上官',
  '司马',
  '东方',
  '独孤',
  '南宫',
  '万俟',
  '闻人',
  '夏侯',
  '诸葛',
  '尉迟',
  '公羊',
  '赫连',
  '澹台',
  '皇甫',
  '宗政',
  '濮阳',
  '公冶',
  '太叔',
  '申屠',
  '公孙',
  '慕容',
  '仲孙',
  '钟离',
  '长孙',
  '宇文',
  '司徒',
  '鲜于',
  '司空',
  '闾丘',
  '令狐',
  '百里',
  '呼延',
  '东郭',
  '南门',
  '拓跋',
  '纳兰',
  '西门',
])

/** What the names of Uyghurs, Tibetans, Mongols, Yi and others are written with: 阿依古丽, 扎西多吉, 娜仁托娅. They carry no surname. */
const BY_SOUND = new Set(
  Array.from(
    '阿艾爱安巴拜白班包宝贝本比毕波布才仓朝成次措达代丹旦德登迪东顿多额尔恩嘎尕高格根贡古果哈海汗合和赫黑呼吉加嘉坚江杰金' +
      '卡凯康克肯库拉来兰朗勒乐丽力利莉列林龙鲁仑伦罗洛玛买麦曼毛美门米敏明莫姆木穆那娜乃尼宁努诺帕潘培平普其奇齐恰钦琼曲却确' +
      '热仁日肉萨赛桑色沙莎山珊珠胜施石斯苏索塔泰坦特提帖廷图吐托娃旺维温翁沃乌吾西希夏辛兴雅亚娅央牙耶也叶依伊因英尤玉孜泽扎' +
      '占智卓兹宗甫古丽',
  ),
)

/** What stands in sentences and hardly ever in a name. */
const NOT_IN_NAMES = new RegExp(
  [
    '[我你您他她它们吗呢吧啊呀哦嘛啦哇咯的了么啥谁没不很请这是妈爸爷奶姨]',
    '哈哈|呵呵|嘿嘿|嘻嘻|谢谢|辛苦|麻烦|抱歉|高兴|开心|期待|安全|安排|支持|加油|收到|必须|应该|可能|尽量|一定|随时|马上|准时|全程|全天|全家|全部|全体',
    '前排|后排|吃瓜|围观|观望|路过|沙发|板凳|占座|占位|占楼|酱油|热闹|排队|群众|潜水|冒泡|签到|管饭|包饭|包吃|包住|空降|楼上|楼下|隔壁',
    '报名|参加|接龙|到场|集合|出发|地点|时间|方便|有空|有事|名额|人数|电话|手机|姓名|微信|备注|班级|学号|单位|年级',
    '上午|下午|中午|晚上|早上|今天|明天|后天|周末|小时|分钟|高铁|地铁|公交|开车|自驾|坐车|骑车',
    '朋友|同学|室友|舍友|同事|家属|家人|闺蜜|儿子|女儿|老公|老婆|孩子|志愿|团员|党员|队长|班长|组长|委员|书记|主任|老师|师傅|先生|女士',
    '^(?:高|初|大|研)[一二三四]$|^周[一二三四五六日天]$|^星期|^第[一二三四五六七八九十]',
  ].join('|'),
)

/** One Chinese character, as a part of a pattern with the flag `u`. */
export const HAN = '[\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}〇]'
const HAN_ONLY = new RegExp(`^${HAN}+$`, 'u')
const WITH_DOT = new RegExp(`^${HAN}{1,10}(?:·${HAN}{1,10}){1,4}$`, 'u')
const LATIN_ONLY = /^\p{Script=Latin}[\p{Script=Latin}'’.-]*(?: \p{Script=Latin}[\p{Script=Latin}'’.-]*){0,3}$/u
const OTHER_LETTERS = /^[\p{L}\p{M}་]{2,30}(?: [\p{L}\p{M}་]{1,30}){0,3}$/u
const LATIN_WORDS =
  /^(?:ok|okay|yes|no|yeah|yep|nope|lol|hi|hello|hey|thanks|thx|plus|wow|test|vip|me|too|in|join|cancel|come|coming|and|with|friend|friends|tel|phone|qq|vx|wx|emo|yyds|name)$/i

function looksLikeHanName(text: string): boolean {
  const characters = Array.from(text)
  const [first, second] = characters
  if (characters.length < 2 || characters.length > 8) return false
  if (characters.every((character) => BY_SOUND.has(character))) return true
  if (COMPOUND_SURNAMES.has(`${first}${second}`)) return characters.length === 3 || characters.length === 4
  if (!SURNAMES.has(first!)) return false
  // With four characters it is both parents' surnames before a given name.
  return characters.length <= 3 || (characters.length === 4 && SURNAMES.has(second!))
}

function looksLikeLatinName(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters.length < 2 || letters.length > 40 || !/[aeiouyv\u00c0-\u024f]/i.test(letters)) return false
  if (/^(.)\1+$/i.test(letters) || /^(?:ha|he|hi|xi)+h?$/i.test(letters)) return false
  return !text.split(' ').some((word) => LATIN_WORDS.test(word))
}

/** Whether a piece of text, without spaces around it and with 「·」 for every dot, looks like a person's full name. */
export function looksLikeName(text: string): boolean {
  if (WITH_DOT.test(text)) return !NOT_IN_NAMES.test(text)
  if (HAN_ONLY.test(text)) return !NOT_IN_NAMES.test(text) && looksLikeHanName(text)
  if (LATIN_ONLY.test(text)) return looksLikeLatinName(text)
  return OTHER_LETTERS.test(text) && !new RegExp(`${HAN}|\\p{Script=Latin}`, 'u').test(text)
}

/** How people call somebody whose full name they do not write: 小王, 李老师, 陈总. */
export function isFormOfAddress(text: string): boolean {
  const called = /^(?:小|老|阿)(.)$|^(.)(?:老师|同学|先生|女士|小姐|主任|书记|院长|校长|经理|师傅|总|哥|姐|叔|姨|阿姨|叔叔)$/u.exec(text)
  return SURNAMES.has(called?.[1] ?? called?.[2] ?? '')
}

/** What two spellings of one name share: no case, no spaces, no dots, and one form for each character. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s·•・‧.'’\p{Cf}-]/gu, '')
    .toLowerCase()
}
