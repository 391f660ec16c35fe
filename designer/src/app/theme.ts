import type { ThemeConfig } from 'antd'
import { lessMotion } from '../kit/less-motion.ts'

/**
 * One calm palette. Secondary, placeholder and disabled texts are darker than the kit's defaults,
 * so that every text reaches a contrast of 4.5:1 on white and on the page's grey.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0958d9',
    // The kit's own lighter colours under the pointer leave words, dark or white, below the contrast people need.
    colorPrimaryHover: '#0b4bbd',
    colorErrorHover: '#a81f15',
    colorErrorTextHover: '#a81f15',
    colorLinkHover: '#0b4bbd',
    colorInfo: '#0958d9',
    colorSuccess: '#1a7f37',
    colorWarning: '#9a5b00',
    colorError: '#c4291d',
    colorLink: '#0958d9',
    // What the kit makes of these dark colours is too dull to write on.
    colorSuccessBg: '#edf7f0',
    colorSuccessBorder: '#a3d0b0',
    colorWarningBg: '#fff7e6',
    colorWarningBorder: '#e3c48c',
    colorText: '#1c2533',
    colorTextSecondary: '#4b5769',
    colorTextTertiary: '#5b6779',
    colorTextQuaternary: '#68748a',
    colorTextDescription: '#5b6779',
    colorTextPlaceholder: '#5f6b80',
    colorTextDisabled: '#4b5769',
    colorBorder: '#cfd6e0',
    colorBorderSecondary: '#e4e8ee',
    colorBgLayout: '#f4f6f9',
    borderRadius: 6,
    motion: !lessMotion,
    fontSize: 14,
    fontFamily:
      '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  },
  components: {
    Layout: { headerBg: '#ffffff', headerHeight: 52, headerPadding: '0 20px', siderBg: '#ffffff' },
    Menu: { itemBorderRadius: 6, itemMarginInline: 8, activeBarBorderWidth: 0 },
    Table: { headerBg: '#f7f9fb', headerColor: '#4b5769', cellPaddingBlock: 11 },
    Tooltip: { colorBgSpotlight: '#1c2533' },
  },
}
