import { View } from '@tarojs/components'
import { MODULE_NAMES } from '@core/contract/names'
import type { MyCredits } from '@core/contract/transcript'
import { creditText } from '@core/rules/shared/amounts'
import { Progress } from '@/components/progress/progress'
import './module-bars.css'

/** The seven modules side by side: the longest bar is the largest sum. */
export function ModuleBars({ modules }: { modules: MyCredits['modules'] }) {
  const largest = Math.max(1, ...modules.map(({ hundredths }) => hundredths))
  return (
    <View className='module-bars'>
      {modules.map(({ module, hundredths }) => (
        <View key={module} className='module-bars__line'>
          <View className='module-bars__name'>{MODULE_NAMES[module]}</View>
          <Progress
            className='module-bars__bar'
            value={hundredths}
            max={largest}
            label={`${MODULE_NAMES[module]} ${creditText(hundredths)} 学分`}
          />
          <View className={hundredths > 0 ? 'module-bars__sum' : 'module-bars__sum module-bars__sum--none'}>{creditText(hundredths)}</View>
        </View>
      ))}
    </View>
  )
}
