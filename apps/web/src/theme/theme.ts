import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';
import { type ColorToken, darkColors, lightColors } from './tokens.ts';

const accent: MantineColorsTuple = [
  '#eceffd',
  '#d3d9fb',
  '#b1bbf8',
  '#98a5ff',
  '#7c8cff',
  '#5c6ff0',
  '#3b4fd8',
  '#3243bd',
  '#2a38a0',
  '#222d80',
];

/** Mantine's own greys, cooled to the tokens, for the parts that no token names. */
const gray: MantineColorsTuple = [
  '#f7f8fa',
  '#f1f3f6',
  '#e3e6ec',
  '#d3d8e0',
  '#c3c9d3',
  '#858d9b',
  '#646c7a',
  '#545c6b',
  '#2c323d',
  '#1b1f27',
];
const dark: MantineColorsTuple = [
  '#e9ebf0',
  '#c9ced9',
  '#a9b0be',
  '#8f97a6',
  '#383e4a',
  '#2a2e38',
  '#1b1e25',
  '#14161b',
  '#171a20',
  '#0f1116',
];

/** Buttons take their colours from the tokens, so that light and dark stay readable without a shade per place. */
const variantColorResolver: VariantColorsResolver = (input) => {
  const filled = input.variant === 'filled';
  if (filled && (input.color === undefined || input.color === 'accent')) {
    return {
      background: 'var(--accent)',
      hover: 'var(--accent-hover)',
      color: 'var(--on-accent)',
      border: '1px solid transparent',
    };
  }
  if (filled && input.color === 'done') {
    return {
      background: 'var(--done-filled)',
      hover: 'var(--done-filled-hover)',
      color: 'var(--on-done)',
      border: '1px solid transparent',
    };
  }
  if (input.variant === 'subtle') {
    return {
      background: 'transparent',
      hover: 'var(--sunk)',
      color: input.color === 'needs' ? 'var(--needs-ink)' : 'var(--ink-2)',
      border: '1px solid transparent',
    };
  }
  if (input.variant === 'light') {
    const name = input.color ?? 'accent';
    return {
      background: `var(--${name}-ground)`,
      hover: `var(--${name}-ground)`,
      color: `var(--${name}-ink)`,
      border: '1px solid transparent',
    };
  }
  return defaultVariantColorsResolver(input);
};

/** The one theme: sizes, type and parts. Colours are the CSS variables below, named as the tokens: `var(--ink-2)`. */
export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, monospace",
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  lineHeights: { xs: '1.4', sm: '1.4', md: '1.45', lg: '1.45', xl: '1.4' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '18px', xl: '24px' },
  radius: { xs: '4px', sm: '5px', md: '6px', lg: '10px', xl: '14px' },
  defaultRadius: 'md',
  headings: { fontWeight: '600' },
  colors: { accent, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  variantColorResolver,
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 30, variant: 'subtle' } },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: {
        radius: 'lg',
        padding: 'lg',
        transitionProps: { transition: 'fade', duration: 120 },
        overlayProps: { backgroundOpacity: 0.32 },
        closeButtonProps: { 'aria-label': 'Close' },
        centered: true,
      },
    },
    Drawer: {
      defaultProps: {
        transitionProps: { transition: 'fade', duration: 120 },
        overlayProps: { backgroundOpacity: 0.25 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
    },
    Menu: { defaultProps: { transitionProps: { transition: 'fade', duration: 100 } } },
    Tooltip: {
      defaultProps: { openDelay: 350, transitionProps: { transition: 'fade', duration: 100 }, fz: 12 },
    },
  },
});

const asVariables = (colors: Record<ColorToken, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(colors).map(([name, value]) => [`--${name}`, value]));

/** What Mantine's own parts use, pointed at our tokens. */
const mantineColors = {
  '--mantine-color-body': 'var(--ground)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-default': 'var(--panel)',
  '--mantine-color-default-hover': 'var(--sunk)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--needs-ink)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-light': 'var(--accent-ground)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--radius-tag': '5px',
    '--radius-control': '6px',
    '--radius-card': '10px',
    '--control-height': '30px',
    '--decision-height': '36px',
    '--top-bar': '48px',
    '--navigation': '208px',
    '--navigation-folded': '52px',
    '--side-panel': '348px',
    '--font': "'Inter Variable', system-ui, -apple-system, 'Segoe UI', sans-serif",
    '--mono': "'JetBrains Mono Variable', ui-monospace, 'SF Mono', Menlo, monospace",
    '--fade': '150ms',
  },
  light: {
    ...asVariables(lightColors),
    ...mantineColors,
    '--shadow': '0 1px 2px rgb(20 26 40 / 6%), 0 4px 14px rgb(20 26 40 / 6%)',
  },
  dark: {
    ...asVariables(darkColors),
    ...mantineColors,
    '--shadow': '0 1px 2px rgb(0 0 0 / 40%), 0 4px 14px rgb(0 0 0 / 30%)',
  },
});
