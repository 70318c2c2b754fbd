/**
 * Whether what somebody writes speaks of distress. Then 12355 is shown at once (domain.md, 「Cases」), beside what they write and never in
 * its way. A short list of plain words: one word too many costs a sentence on the screen, one too few may cost more.
 */

const WORDS = [
  ...[
    '自杀',
    '轻生',
    '寻死',
    '想死',
    '不想活',
    '活不下去',
    '活着没意思',
    '活着没意义',
    '活够了',
    '结束生命',
    '结束自己',
    '了结自己',
    '遗书',
  ],
  ...[
    '自残',
    '自伤',
    '割腕',
    '跳楼',
    '跳河',
    '撑不下去',
    '撑不住',
    '坚持不下去',
    '熬不下去',
    '崩溃',
    '绝望',
    '抑郁',
    '走不出来',
    '生不如死',
  ],
  ...['家暴', '被打', '挨打', '霸凌', '欺凌', '性侵', '猥亵', '强奸', '性骚扰', '被威胁', '被跟踪', '裸照', '裸贷'],
]

/** Whether a text holds one of the words, whatever spaces and signs stand between their characters. */
export function speaksOfDistress(text: string): boolean {
  const characters = text.replace(/[^\p{L}\p{N}]/gu, '')
  return WORDS.some((word) => characters.includes(word))
}
