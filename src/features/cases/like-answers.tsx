import { useState } from 'react'
import { View } from '@tarojs/components'
import type { LibraryAnswer } from '@core/contract/cases'
import { Button } from '@/components/button/button'
import { Icon } from '@/components/icon/icon'
import { Pressable } from '@/components/pressable/pressable'
import { useLikeAnswers } from './use-like-answers'
import './like-answers.css'

export interface LikeAnswersProps {
  /** What is being typed. */
  text: string
  /** One of them was what was wanted: nothing needs to be sent. */
  onFound: () => void
}

/** 答案库: what others have asked like this, with the answers, to be unfolded. Nothing where there is none. */
export function LikeAnswers({ text, onFound }: LikeAnswersProps) {
  const answers = useLikeAnswers(text)
  const [openId, setOpenId] = useState<string | null>(null)
  if (answers.length === 0) return null
  return (
    <View id='like-answers' className='like-answers'>
      <View className='like-answers__title'>
        <Icon name='book' size={18} className='like-answers__sign' />
        有人问过差不多的，看看有没有你要的
      </View>
      {answers.map((answer) => (
        <Answer
          key={answer.id}
          answer={answer}
          unfolded={answer.id === openId}
          onPress={() => setOpenId(answer.id === openId ? null : answer.id)}
          onFound={onFound}
        />
      ))}
    </View>
  )
}

interface AnswerProps {
  answer: LibraryAnswer
  unfolded: boolean
  onPress: () => void
  onFound: () => void
}

function Answer({ answer: { id, question, answer, orgName }, unfolded, onPress, onFound }: AnswerProps) {
  return (
    <View className='like-answers__answer'>
      <Pressable
        id={`like-${id}`}
        className='like-answers__question'
        label={`${question}，${unfolded ? '收起答复' : '看答复'}`}
        onPress={onPress}
      >
        <View className='like-answers__words'>{question}</View>
        <View className='like-answers__fold'>{unfolded ? '收起' : '看答复'}</View>
      </Pressable>
      {unfolded && (
        <View id={`like-text-${id}`}>
          <View className='like-answers__text'>{answer}</View>
          <View className='like-answers__by'>{orgName}答复过，隐去了姓名</View>
          <Button id={`like-yes-${id}`} kind='plain' size='s' icon='check' onPress={onFound}>
            这就是我要的
          </Button>
        </View>
      )}
    </View>
  )
}
